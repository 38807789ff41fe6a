using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Instructions;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;
using InstructEngine.Review.Gates;
using InstructEngine.Storage;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace InstructEngine.Cli.Tests.Instructions;

public class Edits_are_held_against_the_settings_of_a_run
{
    private const string Spec =
        """
        {
          "until": "instructions", "taxonomy": { "lexicon": "default", "themes": 1, "subtopicsPerTheme": 1 },
          "instructions": { "triplesPerLeaf": 4, "review": "required" }, "rendering": { "check": "clip-score", "checkModel": "clip" }
        }
        """;

    [Theory]
    [InlineData("Suites", "suite.txt", "a quiet harbour at dusk with a red boat\n", "a quiet harbour at dusk with a red boat", "suite")]
    [InlineData("SafetyWords", "words.json", """{ "categories": [ { "id": "house-rules", "words": [ "harbour" ] } ] }""", "a quiet harbour", "harbour")]
    public async Task A_suite_s_prompt_and_a_forbidden_word_are_refused(string setting, string name, string file, string text, string told)
    {
        using var folder = new TestFolder();
        var run = folder.File("run");
        var made = await CommandLine.RunAsync("run", "--spec", folder.Write("spec.json", Spec), "--out", run);
        Assert.True(made.ExitCode == ExitCodes.Paused, made.Error);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"Instructions:{setting}:0", folder.Write(name, file))]).Build();
        var documents = StorageFactory.CreateDocumentStore(new StorageOptions { SqlitePath = Path.Combine(run, "run.db"), BlobFolder = Path.Combine(run, "blobs") });
        using var open = documents as IDisposable;
        await documents.InitializeAsync(default);
        var id = RunFolder.MarkerOf(run).RunId;

        var desk = new FolderInstructionDesk(documents, settings);
        var triple = (await desk.ListAsync(new() { RunId = id, PageSize = 1 }, default)).Triples[0].Triple;
        var refused = await Assert.ThrowsAsync<DeskException>(() => desk.EditAsync(Edit(text), default));
        var accepted = await desk.EditAsync(Edit("a quiet lake at dawn"), default);

        Assert.Contains("Quality control refuses the edit", refused.Message, StringComparison.Ordinal);
        Assert.Contains(told, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, accepted.Changed);

        EditTripleRequest Edit(string preferred) => new() { RunId = id, TripleId = triple.TripleId, Base = triple.Base, Preferred = preferred, Dispreferred = preferred + " in a storm" };
    }
}
