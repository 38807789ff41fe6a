using InstructEngine.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Weights_are_mapped : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly SafetensorsBytes _file = SafetensorsBytes.Raw([]);

    [Fact]
    public void In_every_dtype_with_the_bytes_of_the_file()
    {
        var written = new[]
        {
            ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
            ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64,
        }.ToDictionary(t => t.ToString(), t => (randn(3, 5) * 50).to(t));
        SafetensorsWriter.Write(_file.Path, written);
        using var opened = SafetensorsFile.Open(_file.Path);
        foreach (var (name, tensor) in written)
        {
            var mapped = opened.Map(name);
            Assert.True(IsMapped(mapped), name);
            Assert.True(mapped.Equals(tensor), name);
            Assert.Equal(tensor.shape, mapped.shape);
        }
    }

    [Fact]
    public void And_outlive_the_file_object_and_the_file()
    {
        Write(ones(1000));
        Tensor mapped;
        using (var opened = SafetensorsFile.Open(_file.Path))
            mapped = opened.Map("w");
        File.Delete(_file.Path);
        Assert.Equal(1000, mapped.sum().item<float>());
    }

    [Fact]
    public void And_can_be_written_to_without_a_change_of_the_file()
    {
        Write(ones(1000));
        var before = File.ReadAllBytes(_file.Path);
        using var opened = SafetensorsFile.Open(_file.Path);
        var (mapped, other) = (opened.Map("w"), opened.Map("w"));
        mapped.mul_(3);
        Assert.Equal(3000, mapped.sum().item<float>());
        Assert.Equal(3000, other.sum().item<float>());
        Assert.Equal(1000, opened.Read("w").sum().item<float>());
        Assert.Equal(before, File.ReadAllBytes(_file.Path));
    }

    [Fact]
    public void But_copied_where_their_place_is_not_aligned()
    {
        using var file = SafetensorsBytes.Of("""{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""", 9);
        using var opened = SafetensorsFile.Open(file.Path);
        Assert.False(IsMapped(opened.Map("w"), file.Path));
        Assert.Equal(0, opened.Map("w").sum().item<float>());
        Assert.True(IsMapped(opened.Map("b"), file.Path));
    }

    [Fact]
    public void From_the_file_that_was_opened_though_another_has_its_name_now()
    {
        Write(ones(1000));
        using var opened = SafetensorsFile.Open(_file.Path);
        Write(zeros(2000));
        Assert.Equal(1000, opened.Map("w").sum().item<float>());
    }

    [Fact]
    public void Empty_ones_and_scalars_too()
    {
        SafetensorsWriter.Write(_file.Path, new Dictionary<string, Tensor> { ["none"] = zeros(3, 0), ["one"] = tensor(7f) });
        using var opened = SafetensorsFile.Open(_file.Path);
        Assert.Equal([3, 0], opened.Map("none").shape);
        Assert.Equal((0, 7f), (opened.Map("one").dim(), opened.Map("one").item<float>()));
    }

    [Fact]
    public void A_change_of_one_does_not_spoil_the_gradients_of_another()
    {
        SafetensorsWriter.Write(_file.Path, new Dictionary<string, Tensor> { ["a"] = ones(4), ["b"] = ones(4) });
        using var opened = SafetensorsFile.Open(_file.Path);
        var (a, b) = (opened.Map("a").requires_grad_(), opened.Map("b"));
        var loss = (a * a).sum();
        b.add_(1);
        loss.backward();
        Assert.Equal([2f, 2f, 2f, 2f], a.grad!.data<float>().ToArray());
    }

    public void Dispose()
    {
        _scope.Dispose();
        _file.Dispose();
    }

    private void Write(Tensor w) => SafetensorsWriter.Write(_file.Path, new Dictionary<string, Tensor> { ["w"] = w });

    private bool IsMapped(Tensor tensor) => IsMapped(tensor, _file.Path);

    private static bool IsMapped(Tensor tensor, string path) => MappedFiles.Contain(path, tensor);
}
