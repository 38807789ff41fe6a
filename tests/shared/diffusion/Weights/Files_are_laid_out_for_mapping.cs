using System.Buffers.Binary;
using System.Text;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Files_are_laid_out_for_mapping
{
    [Fact]
    public void With_a_header_padded_by_spaces_and_every_tensor_aligned()
    {
        using var scope = NewDisposeScope();
        for (var nameLength = 1; nameLength <= 9; nameLength++)
        {
            using var file = SafetensorsBytes.Raw([]);
            SafetensorsWriter.Write(file.Path, new Dictionary<string, Tensor>
            {
                ["a"] = ones(1, ScalarType.Bool),
                ["b"] = ones(3, ScalarType.Float16),
                [new string('c', nameLength)] = ones(1, ScalarType.Float64),
                ["d"] = ones(1),
            });
            var bytes = File.ReadAllBytes(file.Path);
            var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
            Assert.Equal(0, (8 + header) % 8);
            Assert.Matches("^{.*} *$", Encoding.UTF8.GetString(bytes, 8, header));
            using var opened = SafetensorsFile.Open(file.Path);
            Assert.All(opened.Entries.Values, e => Assert.Equal(0, e.Offset % SafetensorsDtype.Of(e.Dtype).Size));
        }
    }
}
