using InstructEngine.Contracts.V1;

namespace InstructEngine.InstructionService.Review;

/// <summary>Which triples in review are meant. What is null lets everything through.</summary>
/// <param name="Theme">A theme's id or name.</param>
/// <param name="Leaf">A leaf's id or name.</param>
/// <param name="Text">Stands in one of the three texts, whatever its case.</param>
internal sealed record DraftFilter(
    Dimension? Dimension = null, string? Theme = null, string? Leaf = null, DraftState? State = null, string? Contrast = null, string? Text = null, string? TripleId = null)
{
    public static DraftFilter Open { get; } = new(State: DraftState.Open);

    public bool Includes(DraftPage page, DraftedTriple triple) =>
        (Dimension is null || triple.Dimension == Dimension)
        && (Theme is null || Is(page.ThemeId, Theme) || Is(page.Theme, Theme))
        && (Leaf is null || Is(page.LeafId, Leaf) || Is(page.Leaf, Leaf))
        && (TripleId is null || triple.TripleId == TripleId)
        && (Contrast is null || Is(triple.Contrast ?? string.Empty, Contrast))
        && (State is null || Has(triple, State.Value))
        && (Text is null || Says(triple.Text.Base) || Says(triple.Text.Preferred) || Says(triple.Text.Dispreferred));

    private static bool Has(DraftedTriple triple, DraftState state) => state switch
    {
        DraftState.Open => triple.Decision is null,
        DraftState.Accepted => triple.Decision is DraftDecision.Accepted,
        DraftState.Rejected => triple.Decision is DraftDecision.Rejected,
        _ => triple.Original is not null,
    };

    private static bool Is(string value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);

    private bool Says(string text) => text.Contains(Text!, StringComparison.OrdinalIgnoreCase);
}

internal enum DraftState
{
    Open,
    Accepted,
    Rejected,

    /// <summary>A person changed its texts.</summary>
    Edited,
}
