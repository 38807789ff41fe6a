namespace InstructEngine.InstructionService.Judging;

/// <summary>What is counted, beside quality control's own kinds.</summary>
internal static class LanguageRejections
{
    /// <summary>The model gave no answer that can be used, or too few items.</summary>
    public const string Model = "model";

    /// <summary>The text is not English.</summary>
    public const string Language = "language";

    public const string Moderation = "moderation";

    /// <summary>No majority of the referees was for it.</summary>
    public const string Referees = "referees";
}
