using System.Globalization;
using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed partial class UNets_give_the_reference_predictions
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
        var outputs = golden.Under("out.");
        Assert.NotEmpty(outputs);
        foreach (var (name, what) in outputs)
        {
            var batch = (int)golden[name].shape[0];
            foreach (var timesteps in Timesteps(golden, what))
            {
                golden.Near(name, Predict(unet, golden, timesteps, batch), Absolute, RelativeL2);
            }
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void In_every_block(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "unet.safetensors");
        using var unet = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(folder, "unet"));
        var compared = 0;
        foreach (var timestep in golden.Under("mid_t").Values.Select(rest => rest[..rest.IndexOf('.', StringComparison.Ordinal)]).Distinct())
        {
            var prefix = $"mid_t{timestep}.";
            var batch = (int)golden["sample"].shape[0];
            var seen = BlockOutputs.Of(unet, () => Predict(unet, golden, tensor(Number(timestep)), batch));

            // In the order the blocks ran, so that the first to fail is the one at fault.
            var expected = golden.Under(prefix).Values.OrderBy(block => seen.Keys.ToList().IndexOf(block)).ToList();
            Assert.Empty(expected.Except(seen.Keys));
            foreach (var block in expected)
            {
                golden.Near(prefix + block, seen[block], Absolute, RelativeL2);
            }

            compared += expected.Count;
        }

        Assert.NotEqual(0, compared);
    }

    private static Tensor Predict(UNet2DConditionModel unet, GoldenTensors golden, Tensor timesteps, int batch) => unet.forward(
        golden["sample"][..batch],
        timesteps,
        golden["encoder_hidden_states"][..batch],
        golden.Has("added.text_embeds") ? new(golden["added.text_embeds"][..batch], golden["added.time_ids"][..batch]) : null);

    /// <summary>A timestep in every form that the model takes.</summary>
    private static IEnumerable<Tensor> Timesteps(GoldenTensors golden, string what)
    {
        if (what == "tvec")
        {
            return [golden["timesteps_vector"]];
        }

        var named = OneTimestep().Match(what);
        Assert.True(named.Success, $"'{what}' names no timestep");
        var timestep = Number(named.Groups[1].Value);
        return [tensor(timestep), tensor([timestep]), tensor((float)timestep)];
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:batch\d+_)?t(\d+)$")]
    private static partial Regex OneTimestep();
}
