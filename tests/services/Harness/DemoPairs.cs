using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>Triples of the demo world, and pairs as a perfect renderer would draw them.</summary>
internal static class DemoPairs
{
    public const string RunId = "run-1";

    private const int PairsALeaf = 3;

    /// <summary>Two scenes that differ in their colour.</summary>
    public static (Scene Preferred, Scene Dispreferred) Scenes(int index)
    {
        var scene = Scene.All[index * 37 % Scene.All.Count];
        return (scene, scene.Others(SceneAttribute.Color).First());
    }

    public static InstructionTripleCreated Triple(int index)
    {
        var (preferred, dispreferred) = Scenes(index);
        return new(
            RunId, $"triple-{index:d4}", $"leaf-{index / PairsALeaf}", index % PairsALeaf, Dimension.ContentConsistency,
            CaptionGrammar.Base(preferred.Count, preferred.Color, preferred.Shape),
            CaptionGrammar.Plain(preferred.AsPartial()),
            CaptionGrammar.Plain(dispreferred.AsPartial()));
    }

    public static RgbImage Draw(Scene scene, long seed) => new(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(scene, seed));

    public static async Task<ImagePairRendered> PairAsync(IBlobStore blobs, int index)
    {
        var triple = Triple(index);
        var (preferred, dispreferred) = Scenes(index);
        return new(
            triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
            await ImageAsync(preferred), await ImageAsync(dispreferred), "tiny", "renderer-hash", 0);

        async Task<RenderedImage> ImageAsync(Scene scene)
        {
            var image = Draw(scene, index);
            return new(await blobs.PutAsync(image.ToPng(), default), image.Width, image.Height, index, 1, 0.8);
        }
    }

    public static Task StoreAsync(IDocumentStore documents, ImagePairRendered pair) =>
        documents.InsertIfAbsentAsync(Collections.Pairs, pair.TripleId, pair.RunId, pair, default);

    public static Task StoreAsync(IDocumentStore documents, ImagePairRejected pair) =>
        documents.InsertIfAbsentAsync(Collections.RejectedPairs, pair.TripleId, pair.RunId, pair, default);

    public static Task StoreAsync(IDocumentStore documents, InstructionTripleRejected triple) =>
        documents.InsertIfAbsentAsync(Collections.RejectedTriples, triple.TripleId, triple.RunId, triple, default);

    public static Task StoreAsync(IDocumentStore documents, TaxonomyCompleted taxonomy) =>
        documents.InsertIfAbsentAsync(Collections.Taxonomies, taxonomy.RunId, taxonomy.RunId, taxonomy, default);
}
