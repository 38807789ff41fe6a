using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

[Trait("Category", "Parity")]
public sealed class Adapters_give_the_reference_predictions
{
    private const double Absolute = 1e-4;
    private const double RelativeL2 = 1e-5;
    private const double GradientL2 = 1e-4;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenLora.Folders;

    [Theory, MemberData(nameof(Folders))]
    public void From_every_file_at_every_scale_and_off(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenLora(folder);
        using var unet = golden.Base();
        var models = new LoraModels(unet);
        foreach (var (path, alpha) in golden.Files)
        {
            using var adapter = LoraAdapter.Load(path, models);
            Check(golden, models, adapter, alpha);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void From_every_file_saved_in_every_naming(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenLora(folder);
        using var unet = golden.Base();
        using var saved = new TemporaryFolder();
        var models = new LoraModels(unet);
        foreach (var (path, alpha) in golden.Files)
        {
            using var original = LoraAdapter.Load(path, models);
            foreach (var naming in Enum.GetValues<LoraNaming>())
            {
                var copy = Path.Combine(saved.Path, "copy.safetensors");
                original.Save(copy, naming);
                using var adapter = LoraAdapter.Load(copy, models);
                Check(golden, models, adapter, alpha);
            }
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void And_every_file_is_saved_with_its_own_names_shapes_and_values(string folder)
    {
        using var scope = NewDisposeScope();
        using var golden = new GoldenLora(folder);
        using var unet = golden.Base();
        using var saved = new TemporaryFolder();
        foreach (var (path, _) in golden.Files)
        {
            using var adapter = LoraAdapter.Load(path, new LoraModels(unet));
            var copy = Path.Combine(saved.Path, "copy.safetensors");
            adapter.Save(copy, NamingOf(path));
            Assert.Equal(HashOf(path), HashOf(copy));
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void And_the_reference_loss_and_gradients(string folder)
    {
        using var scope = NewDisposeScope();
        using var golden = new GoldenLora(folder);
        using var unet = golden.Base();
        var models = new LoraModels(unet);
        models.Freeze();
        foreach (var (path, alpha) in golden.Files.Where(file => golden.Io.Has($"loss_alpha{file.Alpha}")))
        {
            using var adapter = LoraAdapter.Load(path, models, new() { Trainable = true });
            adapter.Attach(models);
            var loss = nn.functional.mse_loss(golden.Run(unet), golden.Io["target"]);
            loss.backward();

            golden.Io.Near($"loss_alpha{alpha}", loss.reshape(1), Absolute, RelativeL2);
            var gradients = adapter.NamedParameters().ToDictionary(entry => entry.Name, entry => entry.Parameter.grad!);
            var names = golden.Io.Names.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(names);
            foreach (var name in names)
                golden.Io.Near(name, gradients["unet." + name["grad.".Length..]], Absolute, GradientL2);
            Assert.All(unet.parameters(), parameter => Assert.Null(parameter.grad));
        }
    }

    private static void Check(GoldenLora golden, LoraModels models, LoraAdapter adapter, double alpha)
    {
        adapter.Attach(models);
        var outputs = golden.Outputs(alpha);
        Assert.NotEmpty(outputs);
        foreach (var (name, scale) in outputs)
        {
            adapter.Scale = scale;
            golden.Io.Near(name, golden.Run(models.Unet!), Absolute, RelativeL2);
        }

        adapter.Enabled = false;
        golden.Io.Near("out.base", golden.Run(models.Unet!), Absolute, RelativeL2);
        adapter.Detach();
    }

    private static LoraNaming NamingOf(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var key = file.Entries.Keys.First(key => key.EndsWith(".weight", StringComparison.Ordinal));
        return key.Contains(".lora_A.") || key.Contains(".lora_B.") ? LoraNaming.Peft : key.Contains(".lora.") ? LoraNaming.Diffusers : LoraNaming.Kohya;
    }

    private static string HashOf(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return ModelWeights.Hash(file.ReadAll());
    }
}
