using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

internal static class PromptText
{
    private const string FromStandardInput = "-";
    private const int MostCharacters = 16 << 20;

    /// <summary>The text itself, or for <c>-</c> all of <paramref name="input"/> without the line's end.</summary>
    /// <exception cref="CommandFailure">The input is endless.</exception>
    public static string Read(string prompt, TextReader input)
    {
        if (prompt != FromStandardInput)
            return prompt;

        var buffer = new char[MostCharacters + 1];
        var length = input.ReadBlock(buffer);
        return length <= MostCharacters
            ? new string(buffer, 0, length).TrimEnd('\r', '\n')
            : throw new CommandFailure(ExitCodes.Usage, $"--prompt - : stdin has more than {MostCharacters} characters; a prompt of some 77 tokens is read.");
    }

    /// <summary>Says on <paramref name="error"/> what a model will not see of a text that is too long for it.</summary>
    public static void WarnOfCut(string option, string? text, TextToImagePipeline pipeline, TextWriter error)
    {
        var tokenizer = (pipeline.TextEncoding ?? pipeline.TextEncoding2)!.Tokenizer;
        if (text is not null && tokenizer.Encode(text).TruncatedText is { } cut)
            error.WriteLine($"Warning: {option} is longer than the model reads ({tokenizer.ModelMaxLength} tokens with begin and end). Not seen: \"{DisplayText.Of(cut.Trim())}\"");
    }
}
