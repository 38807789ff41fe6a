using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>
/// The sizes of a BLIP image-and-text encoder (arXiv 2201.12086). The authors' files state none of them, but their tensors' shapes do, since all heads are
/// 64 wide.
/// </summary>
/// <param name="ImageSize">Height and width of the pictures, in pixels.</param>
/// <param name="PatchSize">Height and width of what becomes one token, in pixels.</param>
/// <param name="VisionWidth">Of an image token.</param>
/// <param name="VisionLayers">Blocks of the vision transformer.</param>
/// <param name="TextWidth">Of a text token.</param>
/// <param name="TextLayers">Blocks of the text encoder.</param>
/// <param name="TextIntermediate">Width inside a text block.</param>
/// <param name="VocabSize">Token ids are below it.</param>
/// <param name="MaxPositions">The most tokens of a text.</param>
public sealed partial record BlipConfig(
    int ImageSize, int PatchSize, int VisionWidth, int VisionLayers, int TextWidth, int TextLayers, int TextIntermediate, int VocabSize, int MaxPositions)
{
    internal const int HeadWidth = 64;

    /// <summary>ViT-L/16 at 224 pixels with BERT's base size: what ImageReward is made of.</summary>
    public static BlipConfig Large { get; } = new(224, 16, 1024, 24, 768, 12, 3072, 30524, 512);

    /// <param name="weights">A file in the authors' naming.</param>
    /// <param name="prefix">Of the names, e.g. <c>blip.</c>.</param>
    /// <exception cref="SafetensorsException">A tensor that states a size is missing, or states one that cannot be.</exception>
    public static BlipConfig Of(ISafetensors weights, string prefix)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var patch = Shape("visual_encoder.patch_embed.proj.weight", 4);
        var positions = Shape("visual_encoder.pos_embed", 3);
        var words = Shape("text_encoder.embeddings.word_embeddings.weight", 2);
        var side = (int)Math.Sqrt(positions[1] - 1);
        if ((side * side) + 1 != positions[1] || patch[2] != patch[3] || patch[0] % HeadWidth != 0 || words[1] % HeadWidth != 0)
        {
            throw new SafetensorsException(
                weights.Path, $"{prefix}visual_encoder.pos_embed",
                $"{positions[1]} positions, patches of {patch[3]} x {patch[2]} and widths of {patch[0]} and {words[1]} make no BLIP: square pictures and heads of {HeadWidth} are wanted.");
        }

        return new(
            side * patch[2], patch[2], patch[0], Count(VisionBlock()), words[1], Count(TextBlock()),
            Shape("text_encoder.encoder.layer.0.intermediate.dense.weight", 2)[0], words[0], Shape("text_encoder.embeddings.position_embeddings.weight", 2)[0]);

        int[] Shape(string name, int dimensions)
        {
            if (!weights.Entries.TryGetValue(prefix + name, out var entry))
                throw new SafetensorsException(weights.Path, prefix + name, "is missing; weights of BLIP in its authors' naming are wanted.");
            if (entry.Shape.Count != dimensions || entry.Shape.Any(size => size is < 1 or > int.MaxValue))
                throw new SafetensorsException(weights.Path, entry.Name, $"has the shape [{string.Join(", ", entry.Shape)}]; {dimensions} dimensions are wanted.");
            return [.. entry.Shape.Select(size => (int)size)];
        }

        int Count(Regex block) => 1 + weights.Entries.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => block.Match(name, prefix.Length)).Where(match => match.Success)
            .Max(match => int.TryParse(match.Groups["layer"].ValueSpan, out var layer) && layer < Models.ConfigLimits.Blocks ? layer : 0);
    }

    [GeneratedRegex(@"\Gvisual_encoder\.blocks\.(?<layer>\d+)\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VisionBlock();

    [GeneratedRegex(@"\Gtext_encoder\.encoder\.layer\.(?<layer>\d+)\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TextBlock();
}
