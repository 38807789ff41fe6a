namespace InstructEngine.InstructionService.QualityControl.Length;

/// <summary>How long a text is for the text encoder that will read it.</summary>
internal interface ITokenCounter
{
    /// <summary>Tokens that the text encoder reads at once, those of begin and end among them.</summary>
    int Limit { get; }

    /// <summary>Who counts, in words for a sentence: "the tokenizer of sd15".</summary>
    string Source { get; }

    /// <summary>Tokens of a text, with those of begin and end.</summary>
    int Count(string text);
}
