using System.Diagnostics.CodeAnalysis;

namespace InstructEngine.Language;

/// <summary>An answer, or why there is none that can be used.</summary>
/// <param name="Fault"><see cref="LanguageFault.None"/> when there is a value.</param>
/// <param name="Reason">The fault in a sentence, for people.</param>
public sealed record LanguageAnswer<T>(T? Value, LanguageFault Fault, string? Reason)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsUsable => Fault == LanguageFault.None;
}

/// <summary>Why an answer cannot be used.</summary>
public enum LanguageFault
{
    None,

    /// <summary>The model, or a filter before or behind it, would not answer.</summary>
    Refused,

    /// <summary>It reached the longest length allowed.</summary>
    Truncated,

    /// <summary>It is no JSON, or not of the form asked for.</summary>
    Invalid,

    /// <summary>Its texts are not English.</summary>
    OtherLanguage,

    /// <summary>Nothing was said.</summary>
    Empty,
}
