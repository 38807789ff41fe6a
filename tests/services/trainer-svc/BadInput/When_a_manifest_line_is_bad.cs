using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_a_manifest_line_is_bad
{
    private static readonly Dictionary<string, (Func<ManifestLine, ManifestLine> Change, string Reason)> Faults = new()
    {
        ["no id"] = (line => line with { TripleId = " " }, "missing id"),
        ["no instruction"] = (line => line with { Preferred = " " }, "empty instruction"),
        ["equal after trimming"] = (line => line with { Dispreferred = $" {line.Preferred.ToUpperInvariant()}\t" }, "equal instructions"),
        ["no image"] = (line => line with { DispreferredImage = null! }, "missing image"),
        ["no hash"] = (line => line with { PreferredImage = line.PreferredImage with { Sha256 = null! } }, "missing hash"),
        ["a hash that is a path"] = (line => line with { PreferredImage = line.PreferredImage with { Sha256 = "../../etc/passwd" } }, "missing hash"),
        ["equal hashes"] = (line => line with { PreferredImage = line.DispreferredImage }, "equal images"),
        ["no bytes"] = (line => line with { PreferredImage = line.PreferredImage with { Size = 0 } }, "impossible size"),
        ["no width"] = (line => line with { PreferredImage = line.PreferredImage with { Width = 0 } }, "impossible size"),
        ["negative height"] = (line => line with { DispreferredImage = line.DispreferredImage with { Height = -32 } }, "impossible size"),
        ["two sizes"] = (line => line with { DispreferredImage = line.DispreferredImage with { Height = 64 } }, "images of different sizes"),
        ["no renderer"] = (line => line with { Renderer = "" }, "unknown renderer"),
        ["no renderer's hash"] = (line => line with { RendererHash = null! }, "unknown renderer"),
        ["an id twice"] = (line => line with { TripleId = "triple-0000" }, "repeated id"),
        ["another length"] = (line => line with { PreferredImage = line.PreferredImage with { Size = 7 } }, "content with another hash"),
        ["no blob"] = (line => line with { PreferredImage = line.PreferredImage with { Sha256 = new string('a', 64) } }, "missing image"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_told_with_its_reason_and_the_others_stay(string name)
    {
        await using var harness = await ServiceHarness.StartAsync(_ => { }, _ => { });
        var lines = new List<ManifestLine>();
        for (var index = 0; index < 3; index++)
        {
            lines.Add(ManifestLine.Of(await DemoPairs.PairAsync(harness.Blobs, index)));
        }

        var (change, reason) = Faults[name];
        var manifest = await ManifestCheck.OfAsync([lines[0], change(lines[1]), lines[2]], downscale: 4, twoInstructions: true, harness.Blobs, default);
        Assert.Equal(reason, Assert.Single(manifest.Bad).Reason);
        Assert.Equal([lines[0], lines[2]], manifest.Sound);
    }

    [Fact]
    public async Task Images_that_differ_in_their_bytes_alone_are_equal()
    {
        await using var harness = await ServiceHarness.StartAsync(_ => { }, _ => { });
        var line = ManifestLine.Of(await DemoPairs.PairAsync(harness.Blobs, 0));
        var image = DemoPairs.Draw(DemoPairs.Scenes(0).Preferred, 0);
        var blob = await harness.Blobs.PutAsync(image.ToPng(new Dictionary<string, string> { ["Comment"] = "same" }), default);
        line = line with { DispreferredImage = line.PreferredImage with { Sha256 = blob.Sha256, Size = blob.Size } };
        var manifest = await ManifestCheck.OfAsync([line], downscale: 4, twoInstructions: true, harness.Blobs, default);
        Assert.Equal(("equal images", "pixel for pixel"), (Assert.Single(manifest.Bad).Reason, manifest.Bad[0].Detail));
    }
}
