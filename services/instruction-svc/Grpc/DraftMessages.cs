using Google.Protobuf.WellKnownTypes;
using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Protos.V1;

namespace InstructEngine.InstructionService.Grpc;

/// <summary>Triples and their reviews as messages, and what messages ask for.</summary>
internal static class DraftMessages
{
    /// <exception cref="InstructionReviewException">A triple is not there, was changed by somebody else, or nothing can be decided now.</exception>
    /// <exception cref="DraftFilterException">The decision or the filter is malformed.</exception>
    public static Task<ReviewChange> DecideAsync(this InstructionReviews reviews, DecideTriplesRequest request, CancellationToken cancellationToken)
    {
        DraftDecision? decision = request.Decision switch
        {
            ReviewDecision.Accepted => DraftDecision.Accepted,
            ReviewDecision.Rejected => DraftDecision.Rejected,
            ReviewDecision.Open => null,
            _ => throw new DraftFilterException("decision is missing: expected ACCEPTED, REJECTED or OPEN."),
        };
        if (request.TripleIds.Count > 0)
        {
            var named = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (index, id) in request.TripleIds.Index())
                named[id] = request.Seen.Count > index && request.Seen[index].Length > 0 ? request.Seen[index] : null;
            return reviews.DecideAsync(request.RunId, decision, named, request.Reason, cancellationToken);
        }

        var filter = DraftFilters.Read(request.Filter);
        if (request.AllOpen)
            filter = filter with { State = DraftState.Open };
        return filter == new Review.DraftFilter()
            ? throw new DraftFilterException("triple_ids and filter are empty: name triples, give a filter, or set all_open for every triple that is still open.")
            : reviews.DecideAsync(request.RunId, decision, filter, request.Reason, cancellationToken);
    }

    /// <exception cref="InstructionReviewException">The edit cannot be stored.</exception>
    public static Task<ReviewChange> EditAsync(this InstructionReviews reviews, EditTripleRequest request, CancellationToken cancellationToken) => reviews.EditAsync(
        request.RunId, request.TripleId,
        new(request.HasBase ? request.Base : null, request.HasPreferred ? request.Preferred : null, request.HasDispreferred ? request.Dispreferred : null),
        request.Seen.Length > 0 ? request.Seen : null, request.Reason, cancellationToken);

    public static Triple ToMessage(InstructionTripleCreated triple) =>
        ToMessage(triple.TripleId, triple.LeafId, triple.Dimension, triple.Contrast, new(triple.Base, triple.Preferred, triple.Dispreferred));

    public static Protos.V1.InstructionReview ToMessage(this Review.InstructionReview review)
    {
        var message = new Protos.V1.InstructionReview
        {
            RunId = review.RunId,
            Total = review.Total,
            Accepted = review.Accepted,
            Rejected = review.Rejected,
            Open = review.Open,
            Edited = review.Edited,
            Released = review.Released,
            Written = review.IsWritten,
            Complete = review.IsComplete,
        };
        message.Themes.AddRange(review.Themes.Select(theme => new Protos.V1.ThemeDrafts { ThemeId = theme.ThemeId, Name = theme.Name, Total = theme.Total, Open = theme.Open }));
        return message;
    }

    public static ListDraftsResponse ToMessage(this (IReadOnlyList<FoundDraft> Triples, int Matching, Review.InstructionReview Review) listing)
    {
        var message = new ListDraftsResponse { Matching = listing.Matching, Review = listing.Review.ToMessage() };
        message.Triples.AddRange(listing.Triples.Select(ToMessage));
        return message;
    }

    public static InstructionChange ToMessage(this ReviewChange change)
    {
        var message = new InstructionChange { ChangeId = change.Id, Changed = change.Changed, Review = change.Review.ToMessage() };
        message.Triples.AddRange(change.Triples.Select(ToMessage));
        return message;
    }

    private static TripleDraft ToMessage(FoundDraft found)
    {
        var (page, triple) = found;
        return new()
        {
            Triple = ToMessage(page, triple, triple.Text),
            ThemeId = page.ThemeId,
            Theme = page.Theme,
            Leaf = page.Leaf,
            Decision = triple.Decision switch
            {
                DraftDecision.Accepted => ReviewDecision.Accepted,
                DraftDecision.Rejected => ReviewDecision.Rejected,
                _ => ReviewDecision.Open,
            },
            Reason = triple.Reason ?? string.Empty,
            Original = triple.Original is { } original ? ToMessage(page, triple, original) : null,
            Tag = triple.Tag,
            DecidedAt = triple.Decision is null ? null : triple.ChangedAt?.ToTimestamp(),
        };
    }

    private static Triple ToMessage(DraftPage page, DraftedTriple triple, TripleText text) => ToMessage(triple.TripleId, page.LeafId, triple.Dimension, triple.Contrast, text);

    private static Triple ToMessage(string tripleId, string leafId, Dimension dimension, string? contrast, TripleText text) => new()
    {
        TripleId = tripleId,
        LeafId = leafId,
        Dimension = dimension.ToString(),
        Base = text.Base,
        Preferred = text.Preferred,
        Dispreferred = text.Dispreferred,
        Contrast = contrast ?? "",
    };
}
