using System.Text.Json.Nodes;
using InstructEngine.InstructionService.Writing.Language;

namespace InstructEngine.Benchmarks.Language;

/// <summary>How much is asked for, and how much goes wrong.</summary>
internal sealed record ProofSize(int Themes, int Subtopics, int TriplesPerLeaf, double Faults, int Kills, int Concurrency)
{
    // Three dimensions of three contrasts, each asked for apart.
    private const int Groups = 9;

    public int Leaves => Themes * Subtopics;

    public int Triples => Leaves * TriplesPerLeaf;

    /// <summary>Answers that would do if all were good: about.</summary>
    public int LeastAnswers => Leaves * Math.Max(Groups, TriplesPerLeaf / LanguageWriter.BatchSize);

    public string ToSpec() => new JsonObject
    {
        ["name"] = "language-model",
        ["until"] = "instructions",

        // No models: the demo's text encoder is too small for these instructions; their length is estimated.
        ["rendering"] = new JsonObject { ["model"] = "none" },
        ["training"] = new JsonObject { ["model"] = "none" },
        ["taxonomy"] = new JsonObject { ["lexicon"] = "default", ["themes"] = Themes, ["subtopicsPerTheme"] = Subtopics },
        ["instructions"] = new JsonObject { ["triplesPerLeaf"] = TriplesPerLeaf, ["writer"] = "language-model" },
    }.ToJsonString();
}
