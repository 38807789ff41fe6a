using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class UNets_give_the_reference_predictions
{
    private const double Absolute = 1e-4;
    private const double RelativeL2 = 1e-5;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/unet.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void At_every_timestep_and_batch_size(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "unet.safetensors");
        using var unet = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(folder, "unet"));
        var timesteps = new Dictionary<string, Tensor>
        {
            ["out.t0"] = tensor(0L),
            ["out.t1"] = tensor(1L),
            ["out.t261"] = tensor(261L),
            ["out.t500"] = tensor(new[] { 500L }),
            ["out.t999"] = tensor(999f),
            ["out.tvec"] = golden["timesteps_vector"],
            ["out.batch1_t500"] = tensor(500L),
        };
        foreach (var (name, t) in timesteps)
        {
            var batch = golden[name].shape[0];
            golden.Near(name, unet.forward(golden["sample"][..(int)batch], t, golden["encoder_hidden_states"][..(int)batch], Added(golden, (int)batch)), Absolute, RelativeL2);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void In_every_block(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "unet.safetensors");
        using var unet = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(folder, "unet"));
        var seen = BlockOutputs.Of(unet, () => unet.forward(golden["sample"], tensor(500L), golden["encoder_hidden_states"], Added(golden, 2)));
        var names = golden.Names.Where(name => name.StartsWith("mid_t500.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
            golden.Near(name, seen[name["mid_t500.".Length..]], Absolute, RelativeL2);
    }

    private static AddedConditions? Added(GoldenTensors golden, int batch) =>
        golden.Has("added.text_embeds") ? new(golden["added.text_embeds"][..batch], golden["added.time_ids"][..batch]) : null;
}
