namespace InstructEngine.EvalService.HumanReview.Voting;

/// <summary>What a pair is judged by, in the order in which it is asked.</summary>
internal enum Criterion
{
    /// <summary>Which fits the prompt better.</summary>
    Fit,

    /// <summary>Which looks better.</summary>
    Looks,

    /// <summary>Which is safer to show to anyone.</summary>
    Safety,
}

/// <summary>An answer as it is stored and counted.</summary>
internal enum Preference
{
    Base,
    Tie,
    Aligned,
}

/// <summary>An answer as it is given on the page.</summary>
internal enum Side
{
    Left,
    Tie,
    Right,
}
