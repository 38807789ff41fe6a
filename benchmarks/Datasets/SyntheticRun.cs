using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Benchmarks.Datasets;

/// <summary>
/// A run's folder without its making: 20 themes of 20 leaves, and pairs of the demo world. At 32 pixels the pictures are the demo's; at any other size they
/// are noise, which no file format makes smaller, so that a size stands for a number of bytes.
/// </summary>
internal sealed class SyntheticRun(string folder, int pairs, int pixels)
{
    private const string RunId = "synthetic";
    private const int Themes = 20, LeavesPerTheme = 20;

    public async Task WriteAsync()
    {
        var images = Directory.CreateDirectory(Path.Combine(folder, "dataset", "images")).FullName;
        var documents = StorageFactory.CreateDocumentStore(new StorageOptions { SqlitePath = Path.Combine(folder, "run.db"), BlobFolder = Path.Combine(folder, "blobs") });
        using var disposable = documents as IDisposable;
        await documents.InitializeAsync(default);
        await WriteTaxonomyAsync(documents);
        var lines = new ManifestLine[pairs];
        await Parallel.ForAsync(0, pairs, async (index, _) =>
        {
            var pair = Pair(index, images);
            lines[index] = ManifestLine.Of(pair);
            await documents.InsertIfAbsentAsync(Collections.Pairs, pair.TripleId, RunId, pair, default);
        });
        var manifest = DatasetManifest.Write(lines);
        await File.WriteAllBytesAsync(Path.Combine(folder, "dataset", "manifest.jsonl"), manifest);
        var dataset = new DatasetCompleted(RunId, DatasetManifest.Hash(manifest), pairs, 0, 0, new BlobReference(ContentIds.Sha256Hex(manifest), manifest.Length));
        await documents.InsertIfAbsentAsync(Collections.Datasets, RunId, RunId, dataset, default);
    }

    private static async Task WriteTaxonomyAsync(IDocumentStore documents)
    {
        var run = new RunDocument(RunId, RunSpecReader.Demo() with { Name = RunId, Until = RunEnds.Dataset }, null, "none", DateTimeOffset.UnixEpoch, RunState.Completed);
        await documents.InsertIfAbsentAsync(Collections.Runs, RunId, RunId, run, default);
        for (var theme = 0; theme < Themes; theme++)
        {
            var leaves = Enumerable.Range(0, LeavesPerTheme).Select(leaf => new Subtopic(LeafOf((theme * LeavesPerTheme) + leaf), $"subtopic {theme}.{leaf}", [], null));
            var expanded = new ThemeExpanded(RunId, $"theme-{theme}", $"theme {theme}", "A part of the demo world.", [.. leaves], []);
            await documents.InsertIfAbsentAsync(Collections.Themes, expanded.ThemeId, RunId, expanded, default);
        }
    }

    private ImagePairRendered Pair(int index, string images)
    {
        var preferred = Scene.All[index * 37 % Scene.All.Count];
        var dispreferred = preferred.Others(SceneAttribute.Color).First();
        var id = ContentIds.Create("synthetic", $"{index}");
        return new ImagePairRendered(
            RunId, id, LeafOf(index % (Themes * LeavesPerTheme)), (Dimension)(index % 3), CaptionGrammar.Base(preferred.Count, preferred.Color, preferred.Shape),
            CaptionGrammar.Plain(preferred.AsPartial()), CaptionGrammar.Plain(dispreferred.AsPartial()), Image(preferred, 2 * index, images), Image(dispreferred, (2 * index) + 1, images),
            "synthetic", "none", 0);
    }

    private RenderedImage Image(Scene scene, int seed, string images)
    {
        var rgb = pixels == SceneRenderer.Size ? SceneRenderer.Draw(scene, seed) : Noise(seed);
        var png = new RgbImage(pixels, pixels, rgb).ToPng();
        var hash = ContentIds.Sha256Hex(png);
        File.WriteAllBytes(Path.Combine(images, hash + ".png"), png);
        return new RenderedImage(new BlobReference(hash, png.Length), pixels, pixels, seed, 1, 0.8);
    }

    private byte[] Noise(int seed)
    {
        var rgb = new byte[pixels * pixels * RgbImage.Channels];
        new Random(seed).NextBytes(rgb);
        return rgb;
    }

    private static string LeafOf(int number) => ContentIds.Create("synthetic leaf", $"{number}");
}
