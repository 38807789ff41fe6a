using Google.Protobuf.WellKnownTypes;
using InstructEngine.Protos.V1;
using InstructEngine.TaxonomyService.Coverage;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Reviews and coverages as messages.</summary>
public static class ReviewMessages
{
    public static TaxonomyReview ToMessage(this Review.TaxonomyReview review)
    {
        var message = new TaxonomyReview { RunId = review.RunId, Decided = review.Decided, Complete = review.IsComplete };
        message.Versions.AddRange(review.Draft.Versions.Select(version => new TaxonomyVersion
        {
            Number = version.Number,
            Origin = version.Origin,
            Themes = version.Themes,
            Leaves = version.Leaves,
            Sha256 = version.Content.Sha256,
            At = version.At.ToTimestamp(),
        }));
        var subtopics = review.Outline.Themes.SelectMany(theme => theme.Subtopics);
        message.Nodes.AddRange(review.Nodes.Zip(subtopics, ToMessage));
        return message;
    }

    public static Protos.V1.Coverage ToMessage(this TaxonomyCoverage coverage)
    {
        var message = new Protos.V1.Coverage
        {
            RunId = coverage.RunId,
            Prompts = coverage.Prompts,
            CoveredByLeaf = coverage.CoveredByLeaf,
            CoveredByTheme = coverage.CoveredByTheme,
            AskedThemes = coverage.Targets.AskedThemes,
            Themes = coverage.Targets.Themes,
            AskedSubtopics = coverage.Targets.AskedSubtopics,
            ShortThemes = coverage.Targets.ShortThemes,
            SilentLeaves = coverage.Balance.Silent,
            LeastEvidence = coverage.Balance.Least,
            MedianEvidence = coverage.Balance.Median,
            MostEvidence = coverage.Balance.Most,
            Evenness = coverage.Balance.Evenness,
        };
        message.Leaves.AddRange(coverage.Leaves.Select(leaf => new Protos.V1.LeafCoverage
        {
            LeafId = leaf.LeafId,
            Theme = leaf.Theme,
            Name = leaf.Name,
            Entities = leaf.Entities,
            Evidence = leaf.Evidence,
        }));
        message.Overlaps.AddRange(coverage.Overlaps.Select(overlap => new Protos.V1.LeafOverlap
        {
            First = overlap.First,
            Second = overlap.Second,
            Both = overlap.Both,
            Jaccard = overlap.Jaccard,
            SharedEntities = overlap.SharedEntities,
        }));
        message.Uncovered.AddRange(coverage.Uncovered.Select(prompt => new PromptEvidence { Line = prompt.Line, Text = prompt.Text }));
        return message;
    }

    private static ReviewNode ToMessage(Review.ReviewedNode node, LexiconSubtopic subtopic)
    {
        var message = new ReviewNode
        {
            LeafId = node.LeafId,
            ThemeId = node.ThemeId,
            Theme = node.Theme,
            Name = node.Name,
            Definition = subtopic.Definition ?? string.Empty,
            Decision = node.Decision?.Decision switch
            {
                Review.ReviewDecision.Accepted => ReviewDecision.Accepted,
                Review.ReviewDecision.Rejected => ReviewDecision.Rejected,
                _ => ReviewDecision.Unspecified,
            },
            Reason = node.Decision?.Reason ?? string.Empty,
            Tag = node.Tag,
        };
        message.Entities.AddRange(subtopic.Entities);
        return message;
    }
}
