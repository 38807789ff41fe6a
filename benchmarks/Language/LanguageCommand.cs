using System.CommandLine;

namespace InstructEngine.Benchmarks.Language;

/// <summary><c>language</c>: instructions by a language model that fails, with kills and an empty purse on the way.</summary>
internal static class LanguageCommand
{
    public static Command Create()
    {
        var cli = new Option<string>("--cli") { Description = "The program, as built: artifacts/bin/InstructEngine.Cli/release/instructengine.", Required = true };
        var work = new Option<string>("--work") { Description = "Folder for the run; deleted before and after.", Required = true };
        var themes = new Option<int>("--themes") { DefaultValueFactory = _ => 20 };
        var subtopics = new Option<int>("--subtopics") { DefaultValueFactory = _ => 20 };
        var triples = new Option<int>("--triples-per-leaf") { DefaultValueFactory = _ => 63 };
        var faults = new Option<double>("--faults") { Description = "Share of the requests that go wrong.", DefaultValueFactory = _ => 0.2 };
        var kills = new Option<int>("--kills") { Description = "How often the program is killed on the way.", DefaultValueFactory = _ => 2 };
        var concurrency = new Option<int>("--concurrency") { DefaultValueFactory = _ => 16 };
        var command = new Command(
            "language",
            "Instructions for the default taxonomy through a language model's endpoint on this machine that fails on purpose, killed (kill -9) and paused by its budget on the way.")
        {
            cli, work, themes, subtopics, triples, faults, kills, concurrency,
        };
        command.SetAction(async (parsed, _) =>
        {
            var size = new ProofSize(
                parsed.GetValue(themes), parsed.GetValue(subtopics), parsed.GetValue(triples), parsed.GetValue(faults), parsed.GetValue(kills), parsed.GetValue(concurrency));
            var proof = new LanguageProof(parsed.GetRequiredValue(cli), parsed.GetRequiredValue(work), size, Console.Error);
            Console.WriteLine((await proof.RunAsync()).ToMarkdown());
        });
        return command;
    }
}
