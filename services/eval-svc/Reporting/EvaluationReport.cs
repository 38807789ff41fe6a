using System.Text;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The report of a comparison that no run made: what the report of a run has of its evaluation.</summary>
/// <param name="Facts">Hashes and whatever else tells what was compared, by name.</param>
/// <param name="CommandLine">The command that does it again.</param>
internal sealed record EvaluationReport(string Title, ComparedModels Models, IReadOnlyList<(string Name, string Value)> Facts, string CommandLine)
{
    /// <param name="seed">Of the prompts that are drawn at random.</param>
    public static async Task<EvaluationReport> ReadAsync(
        string title, EvaluationOutcome outcome, IReadOnlyList<ScorerDescription> scorers, long seed, IReadOnlyList<(string Name, string Value)> facts, string commandLine,
        IBlobStore blobs, CancellationToken cancellationToken)
    {
        var groups = ExampleChooser.Choose(outcome.Headline, outcome.Prompts, EvaluationSeeds.Examples(seed));
        var images = await ReportImages.ReadAsync(blobs, groups, [], cancellationToken);
        return new EvaluationReport(title, new ComparedModels(outcome, scorers, groups, images), facts, commandLine);
    }

    public byte[] Write()
    {
        var html = PageFrame.Open($"InstructEngine: {Title}");
        HeadlineSection.Write(html, Title, Models);
        EvaluationSections.Write(html, Models);
        html.Open("section").Element("h2", "To reproduce this").Element("pre", CommandLine, ("tabindex", "0"));
        FactsTable.Write(html, Facts);
        html.Close("section");
        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }
}
