namespace InstructEngine.InstructionService.Review;

/// <summary>Counts a run's triples in review, page by page.</summary>
internal sealed class DraftTally
{
    private readonly List<ThemeDrafts> _themes = [];
    private int _total, _accepted, _rejected, _edited, _released;

    public void Add(DraftPage page)
    {
        var open = page.Triples.Count(triple => triple.Decision is null);
        _total += page.Triples.Count;
        _accepted += page.Triples.Count(triple => triple.Decision is DraftDecision.Accepted);
        _rejected += page.Triples.Count(triple => triple.Decision is DraftDecision.Rejected);
        _edited += page.Triples.Count(triple => triple.Original is not null);
        _released += page.IsReleased ? page.Triples.Count : 0;

        // The pages of a theme follow each other.
        if (_themes.Count == 0 || _themes[^1].ThemeId != page.ThemeId)
            _themes.Add(new(page.ThemeId, page.Theme, 0, 0));
        var theme = _themes[^1];
        _themes[^1] = theme with { Total = theme.Total + page.Triples.Count, Open = theme.Open + open };
    }

    public InstructionReview Review(string runId, bool isWritten) => new(runId, isWritten, _total, _accepted, _rejected, _edited, _released, _themes);
}
