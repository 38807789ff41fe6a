using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;

namespace InstructEngine.Scoring.Weights;

/// <summary>A scorer's CLIP tokenizer, in its folder or the <c>tokenizer</c> therein.</summary>
internal static class ClipTokenizerFolder
{
    /// <exception cref="InvalidDataException">A file is damaged, or the tokenizer is another model's.</exception>
    public static ClipTokenizer Read(string folder, ClipConfig config)
    {
        var inside = Path.Combine(folder, "tokenizer");
        var tokenizer = ClipTokenizer.FromPretrained(!File.Exists(Path.Combine(folder, "vocab.json")) && Directory.Exists(inside) ? inside : folder);
        var text = config.TextConfig;
        if (tokenizer.ModelMaxLength > text.MaxPositionEmbeddings || tokenizer.LargestTokenId >= text.VocabSize)
        {
            throw new InvalidDataException(
                $"{folder}: the tokenizer gives up to {tokenizer.ModelMaxLength} ids up to {tokenizer.LargestTokenId}, "
                + $"but the model's max_position_embeddings is {text.MaxPositionEmbeddings} and its vocab_size {text.VocabSize}.");
        }

        return tokenizer;
    }
}
