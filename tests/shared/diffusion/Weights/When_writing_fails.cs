using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_writing_fails
{
    [Fact]
    public void The_file_of_before_stays_and_nothing_else_is_left()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "w.safetensors");
            using var good = ones(2);
            SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["a"] = good });
            var before = File.ReadAllBytes(path);
            using var complex = zeros(2, ScalarType.ComplexFloat32);

            Assert.Throws<NotSupportedException>(() => SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["a"] = good, ["b"] = complex }));

            Assert.Equal(before, File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
