namespace InstructEngine.Shared.Tests.Storage.Documents;

public enum Mood
{
    Calm,
    VeryBright,
}

/// <summary>What the contract tests store.</summary>
public sealed record Note(string Text, int Number = 0, Mood Mood = Mood.Calm, double Loss = 0, DateTimeOffset? At = null, IReadOnlyList<string>? Tags = null);
