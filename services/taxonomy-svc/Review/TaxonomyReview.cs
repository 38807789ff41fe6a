using InstructEngine.Storage.Content;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Review;

/// <summary>How far the review of a run's taxonomy is.</summary>
/// <param name="Outline">The current version.</param>
/// <param name="Nodes">Its leaves, in order.</param>
public sealed record TaxonomyReview(TaxonomyDraft Draft, TaxonomyOutline Outline, IReadOnlyList<ReviewedNode> Nodes)
{
    public string RunId => Draft.RunId;

    public int Decided => Nodes.Count(node => node.Decision is not null);

    /// <summary>Every node is decided, and at least one accepted.</summary>
    public bool IsComplete => Decided == Nodes.Count && Nodes.Any(IsAccepted);

    /// <summary>The themes with their accepted leaves; themes without any are left out.</summary>
    public IReadOnlyList<LexiconTheme> Accepted
    {
        get
        {
            var nodes = Nodes.Where(IsAccepted).Select(node => (node.Theme, node.Name)).ToHashSet();
            return
            [
                .. Outline.Themes
                    .Select(theme => theme with { Subtopics = [.. theme.Subtopics.Where(subtopic => nodes.Contains((theme.Name, subtopic.Name)))] })
                    .Where(theme => theme.Subtopics.Count > 0),
            ];
        }
    }

    /// <summary>What the run waits for, and what a person can do about it.</summary>
    public string WhatToDo => Decided == Nodes.Count
        ? "The review of the taxonomy rejected every subtopic, so that nothing is left to go on with. Accept some of them (instructengine taxonomy accept), "
            + "or import another taxonomy (instructengine taxonomy import)."
        : $"The taxonomy waits for its review: {Decided} of {Nodes.Count} subtopics are decided. Read it (instructengine taxonomy export), then accept, "
            + "reject or change its nodes (instructengine taxonomy accept, reject, import), and run the same command again.";

    private static bool IsAccepted(ReviewedNode node) => node.Decision?.Decision == ReviewDecision.Accepted;
}

/// <summary>A leaf in review.</summary>
/// <param name="Decision">Null while it is open.</param>
/// <param name="Text">What an edit changes of it: its definition and entities.</param>
public sealed record ReviewedNode(string LeafId, string ThemeId, string Theme, string Name, NodeDecision? Decision, string Text)
{
    /// <summary>Another one after every decision and edit: what a reviewer has seen.</summary>
    public string Tag => ContentIds.Create("node", LeafId, Text, $"{Decision?.Decision}", Decision?.Reason ?? string.Empty)[..12];

    /// <summary>As people name it.</summary>
    public string Path => $"{Theme}/{Name}";
}
