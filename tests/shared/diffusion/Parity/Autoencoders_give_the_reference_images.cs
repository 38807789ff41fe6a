using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Autoencoders_give_the_reference_images
{
    private const double Absolute = 1e-4;
    private const double RelativeL2 = 1e-5;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/vae.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void And_latents(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "vae.safetensors");
        using var vae = AutoencoderKL.FromPretrained(GoldenFolder.Require(folder, "vae"));
        var latents = vae.Encode(golden["image"]);
        var scale = vae.Config.ScalingFactor;

        golden.Near("mean", latents.Mean, Absolute, RelativeL2);
        golden.Near("logvar", latents.LogVar, Absolute, RelativeL2);
        golden.Near("std", latents.Std, Absolute, RelativeL2);
        golden.Near("scaling_factor", tensor(new[] { (float)scale }), Absolute, RelativeL2);
        golden.Near("latents_scaled", latents.Sample(golden["noise"]) * scale, Absolute, RelativeL2);
        golden.Near("latents_mode_scaled", latents.Mode() * scale, Absolute, RelativeL2);
        golden.Near("decoded", vae.Decode(golden["z"]), Absolute, RelativeL2);
    }

    [Theory, MemberData(nameof(Folders))]
    public void In_every_block(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "vae.safetensors");
        using var vae = AutoencoderKL.FromPretrained(GoldenFolder.Require(folder, "vae"));
        var seen = BlockOutputs.Of(vae, () =>
        {
            vae.Encode(golden["image"]);
            vae.Decode(golden["z"]);
        });
        var expected = golden.Under("mid.").Values.OrderBy(block => seen.Keys.ToList().IndexOf(block)).ToList();
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(seen.Keys));
        foreach (var block in expected)
        {
            golden.Near("mid." + block, seen[block][..1], Absolute, RelativeL2);
        }
    }
}
