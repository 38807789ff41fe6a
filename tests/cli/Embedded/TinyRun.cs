using System.Text.Json;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Tests.Embedded;

/// <summary>A run that ends within seconds, in a folder of its own.</summary>
internal sealed class TinyRun : IDisposable
{
    private const string Spec =
        """
        {
          "name": "tiny",
          "taxonomy": { "themes": 2, "subtopicsPerTheme": 2 },
          "instructions": { "triplesPerLeaf": 4 },
          "training": { "steps": 4, "batchSize": 2, "warmupSteps": 0, "checkpointEverySteps": 1 },
          "evaluation": { "prompts": 20, "steps": 2, "guidanceScales": [1, 2] }
        }
        """;

    private readonly TestFolder _folder = new();

    public TinyRun()
    {
        TinyModels.Write(_folder.Models("demo-base"));
        SpecFile = _folder.Write("spec.json", Spec);
    }

    /// <summary>From now on the instructions wait for a person.</summary>
    public void ReviewInstructions() =>
        _folder.Write("spec.json", Spec.Replace("\"triplesPerLeaf\": 4", "\"triplesPerLeaf\": 4, \"review\": \"required\"", StringComparison.Ordinal));

    public string SpecFile { get; }

    public string Write(string name, string content) => _folder.Write(name, content);

    public string Out(string file = "", string folder = "out") => Path.Combine(_folder.File(folder), file);

    public string BaseModel => _folder.Models("demo-base");

    public Task<CommandLine> RunAsync(IServiceModule addition, string folder = "out", string[]? more = null, CancellationToken stop = default) =>
        CommandLine.RunAsync([addition], stop, ["run", "--spec", SpecFile, "--out", Out(folder: folder), "--models", _folder.Models(), .. more ?? []]);

    public JsonElement Summary(string folder = "out") => JsonDocument.Parse(File.ReadAllBytes(Out("summary.json", folder))).RootElement;

    public void Dispose() => _folder.Dispose();
}
