using System.CommandLine;
using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Specs;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Cli.Commands;

/// <summary><c>instructions</c>: a look at what the rules write, and the review of a run's own.</summary>
internal static class InstructionsCommand
{
    private const string SampleDescription =
        """
        Prints triples that the rules write from the default taxonomy, drawn at random: the base instruction, the preferred and the dispreferred one.
        The same seed prints the same triples.

        Examples:
          instructengine instructions sample --count 100 --seed 1
          instructengine instructions sample --contrast subtle --json
        """;

    // As many a leaf as 25,000 in all, so that what is read is what a run at that size writes.
    private const int TriplesPerLeaf = 63;

    public static Command Create() => new("instructions", "Looks at the instructions that the rules write, and reviews those of a run.") { CreateSample(), InstructionReviewCommand.Create() };

    private static Command CreateSample()
    {
        var count = new Option<int>("--count") { Description = "Triples.", DefaultValueFactory = _ => 20 };
        var contrast = new Option<string?>("--contrast") { Description = "Only of this contrast: easy, medium or subtle.", HelpName = "GRADE" };
        var seed = RunOptions.Seed();
        var json = RunOptions.Json("Print a JSON object a line.");
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000)
                result.AddError("--count must be from 1 to 100000.");
        });
        contrast.AcceptOnlyFromAmong([.. ContrastShares.Grades]);
        var command = new Command("sample", SampleDescription) { count, contrast, seed, json };
        command.SetAction(async (parsed, stop) =>
        {
            var demo = RunSpecReader.Demo();
            var spec = demo with
            {
                Seed = parsed.GetValue(seed) ?? demo.Seed,
                Instructions = demo.Instructions with { TriplesPerLeaf = TriplesPerLeaf, Contrast = ContrastShares.Only(parsed.GetValue(contrast)) },

                // The demo world's tokenizer knows its own words alone.
                Rendering = demo.Rendering with { Model = "none" },
                Training = demo.Training with { Model = "none" },
            };
            var qualities = new TripleQualities(new([], []), new TokenCounters(new ModelRoot("models"), NullLogger<TokenCounters>.Instance));
            foreach (var (source, triple) in await InstructionSample.DrawAsync(spec, parsed.GetValue(count), qualities, stop))
                await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? AsJson(source, triple) : Text(source, triple));

            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Text(string source, InstructionTripleCreated triple) =>
        $"{source}, {triple.Dimension}, {triple.Contrast}\n  base         {triple.Base}\n  preferred    {triple.Preferred}\n  dispreferred {triple.Dispreferred}\n";

    private static string AsJson(string source, InstructionTripleCreated triple) => JsonSerializer.Serialize(
        new { source, triple.Dimension, triple.Contrast, triple.Base, triple.Preferred, triple.Dispreferred }, StorageJson.Options) + "\n";
}
