using InstructEngine.Contracts.V1;
using InstructEngine.Language;
using InstructEngine.Language.Prompts;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Language;

/// <summary>What a model is told of a leaf.</summary>
internal sealed class LeafQuestion(string runId, ThemeExpanded theme, Subtopic leaf)
{
    private const int MostEntities = 40;
    private const int MostEvidence = 6;
    private const int MostWritten = 20;
    private const int LongestText = 500;

    private static readonly PromptTemplate Prompt = PromptTemplate.Read(typeof(ILanguageModel).Assembly, "instructions-write");

    private readonly IReadOnlyList<string> _evidence = Evidence(theme, leaf);

    /// <param name="round">How often the leaf was asked for this dimension and contrast before.</param>
    /// <param name="written">Instructions that it has.</param>
    public LanguageQuestion<WrittenTriples> Ask(Dimension dimension, ContrastGrade grade, int count, int round, IReadOnlyList<string> written)
    {
        var values = new PromptValues()
            .Text("theme", Cut(theme.Name))
            .Text("leaf", Cut(leaf.Name))
            .Text("definition", Cut(leaf.Definition ?? theme.Definition))
            .List("entities", leaf.Entities.Take(MostEntities).Select(Cut))
            .Untrusted("evidence", _evidence)
            .List("written", written.TakeLast(MostWritten))
            .Text("dimension", NameOf(dimension))
            .Text("contrast", grade.ToString().ToLowerInvariant())
            .Number("count", count);
        return new(runId, Prompt, values)
        {
            Round = round,
            Check = answer => answer.Items.Count == 0 ? "there is no item in it" : null,
        };
    }

    public static string NameOf(Dimension dimension) => dimension switch
    {
        Dimension.ContentConsistency => "content-consistency",
        Dimension.Counterfactual => "counterfactual",
        Dimension.Aesthetics => "aesthetics",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    /// <summary>The theme's prompts that share a word with the leaf, then the others.</summary>
    private static List<string> Evidence(ThemeExpanded theme, Subtopic leaf)
    {
        var words = leaf.Entities.Append(leaf.Name).SelectMany(text => text.Split(' ')).Where(word => word.Length > 3).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. theme.Evidence.Select(evidence => Cut(evidence.Text))
                .OrderByDescending(text => text.Split(' ', ',', '.').Count(words.Contains))
                .Take(MostEvidence),
        ];
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}
