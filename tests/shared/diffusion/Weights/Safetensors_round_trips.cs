using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Safetensors_round_trips
{
    private static readonly ScalarType[] s_types =
    [
        ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
        ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64,
    ];

    private static readonly string[] s_names = ["", " ", "model.0.weight", "ключ", "絵", "🎨", "e\u0301", "\0\n\"\\", "__metadata", new('n', 10_000)];

    [Fact]
    public void Any_names_shapes_and_dtypes_come_back_as_they_were()
    {
        var shape = Gen.Choose(0, 5).Select(n => (long)n).ArrayOf().Where(s => s.Length <= 4);
        var names = Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(n => n.Get), Gen.Elements(s_names));
        var entry = from name in names
                    from dims in shape
                    from type in Gen.Elements(s_types)
                    select (Name: name, Dims: dims, Type: type);
        var file = entry.ListOf().Select(list => list.Where(e => e.Name != "__metadata__" && IsUnicode(e.Name)).DistinctBy(e => e.Name).ToList());
        Prop.ForAll(file.ToArbitrary(), entries =>
        {
            using var scope = NewDisposeScope();
            var written = entries.ToDictionary(e => e.Name, e => (randn(e.Dims) * 100).to(e.Type));
            using var path = SafetensorsBytes.Raw([]);
            SafetensorsWriter.Write(path.Path, written, new Dictionary<string, string> { ["format"] = "pt" });
            using var opened = SafetensorsFile.Open(path.Path);
            var read = opened.ReadAll();
            return opened.Metadata["format"] == "pt" && read.Count == written.Count
                && written.All(w => Same(w.Value, read[w.Key]) && Same(w.Value, opened.Map(w.Key)));
        }).QuickCheckThrowOnFailure();
    }

    private static bool Same(Tensor a, Tensor b) => a.dtype == b.dtype && a.shape.SequenceEqual(b.shape) && a.bytes.SequenceEqual(b.bytes);

    private static bool IsUnicode(string name) => name == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));

    [Fact]
    public void A_view_is_written_as_it_looks()
    {
        using var scope = NewDisposeScope();
        using var path = SafetensorsBytes.Raw([]);
        var view = arange(6, dtype: ScalarType.Float32).reshape(2, 3).t();
        SafetensorsWriter.Write(path.Path, new Dictionary<string, Tensor> { ["w"] = view });
        using var opened = SafetensorsFile.Open(path.Path);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], opened.Read("w").data<float>().ToArray());
    }
}
