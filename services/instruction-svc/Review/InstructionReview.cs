namespace InstructEngine.InstructionService.Review;

/// <summary>How far the review of a run's triples is.</summary>
/// <param name="IsWritten">All triples are there.</param>
/// <param name="Released">Triples that went on.</param>
/// <param name="Themes">In the order of their listing.</param>
internal sealed record InstructionReview(
    string RunId, bool IsWritten, int Total, int Accepted, int Rejected, int Edited, int Released, IReadOnlyList<ThemeDrafts> Themes)
{
    public int Open => Total - Accepted - Rejected;

    /// <summary>Every triple is decided, and one accepted at least, unless quality control left none to decide on.</summary>
    public bool IsComplete => IsWritten && Open == 0 && (Accepted > 0 || Total == 0);

    /// <summary>What the run waits for, and what a person can do about it.</summary>
    public string WhatToDo => Open == 0
        ? "The review of the instructions rejected every triple, so that nothing is left to draw. Accept some of them (instructengine instructions review accept)."
        : $"The instructions wait for their review: {Total - Open} of {Total} triples are decided. Read them (instructengine instructions review list, or the pages "
            + "of instructengine serve), then accept, reject or change them (instructengine instructions review accept, reject, edit), and run the same command again.";
}

internal sealed record ThemeDrafts(string ThemeId, string Name, int Total, int Open);
