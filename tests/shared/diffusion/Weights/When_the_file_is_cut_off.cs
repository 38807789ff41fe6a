using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_file_is_cut_off
{
    [Fact]
    public void It_is_refused_at_every_length()
    {
        using var scope = NewDisposeScope();
        using var whole = SafetensorsBytes.Raw([]);
        SafetensorsWriter.Write(whole.Path, new Dictionary<string, Tensor> { ["a"] = ones(3), ["b"] = ones(2, ScalarType.Float64) });
        var bytes = File.ReadAllBytes(whole.Path);
        for (var length = 0; length < bytes.Length; length++)
        {
            using var cut = SafetensorsBytes.Raw(bytes[..length]);
            cut.IsRefused(length < bytes.Length - 28 ? null : length < bytes.Length - 12 ? "b" : "a");
        }
    }

    [Fact]
    public void Later_the_tensor_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"U8","shape":[9000],"data_offsets":[0,9000]}}""", 9000);
        using var opened = SafetensorsFile.Open(file.Path);
        using (var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(5000);

        foreach (var take in new Func<string, Tensor>[] { opened.Map, opened.Read })
        {
            var e = Assert.Throws<SafetensorsException>(() => take("w"));
            Assert.Equal((file.Path, "w"), (e.File, e.Key));
            Assert.Contains("shorter", e.Message, StringComparison.Ordinal);
        }
    }
}
