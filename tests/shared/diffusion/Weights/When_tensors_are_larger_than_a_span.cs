using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_tensors_are_larger_than_a_span
{
    private const long OverTwoGibibytes = (1L << 31) + 24;
    private const long NeededMemory = 8L << 30;

    [Fact]
    public void They_are_written_read_and_mapped_whole()
    {
        Assert.SkipWhen(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < NeededMemory, "Needs 8 GiB of memory.");
        Assert.SkipWhen(new DriveInfo(Path.GetTempPath()).AvailableFreeSpace < NeededMemory, "Needs 8 GiB of disk.");
        using var scope = NewDisposeScope();
        using var file = SafetensorsBytes.Raw([]);
        var places = new[] { 0, TensorBytes.PieceLength - 1, TensorBytes.PieceLength, int.MaxValue, 1L << 31, OverTwoGibibytes - 1 };
        using (var large = zeros(OverTwoGibibytes, ScalarType.Byte))
        {
            foreach (var place in places)
                large[place] = 7;
            SafetensorsWriter.Write(file.Path, new Dictionary<string, Tensor> { ["large"] = large, ["small"] = ones(2) });
        }

        using var opened = SafetensorsFile.Open(file.Path);
        Assert.Equal(2, opened.Map("small").sum().item<float>());
        foreach (var take in new Func<string, Tensor>[] { opened.Map, opened.Read })
        {
            using var large = take("large");
            Assert.All(places, place => Assert.Equal(7, large[place].item<byte>()));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, ScalarType.Float64)]
    [InlineData(ScalarType.Float32, ScalarType.Float16)]
    public void Or_than_a_piece_they_are_converted_piece_by_piece(ScalarType own, ScalarType stored)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsBytes.Raw([]);
        var written = arange(TensorBytes.PieceLength / 4 + 5, own).remainder(2039).reshape(-1, 1).expand(-1, 2).t();
        SafetensorsWriter.Write(file.Path, new Dictionary<string, Tensor> { ["w"] = written }, dtype: stored);
        using var opened = SafetensorsFile.Open(file.Path);
        Assert.Equal(stored, opened.Entries["w"].Dtype);
        Assert.True(opened.Read("w").Equals(written.to(stored)));
        Assert.Equal(ModelWeights.Hash(new Dictionary<string, Tensor> { ["w"] = opened.Map("w") }), ModelWeights.Hash(new Dictionary<string, Tensor> { ["w"] = written.to(stored) }));
    }
}
