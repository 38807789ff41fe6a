using System.CommandLine;

namespace InstructEngine.Cli.Commands;

/// <summary><c>eval</c>: a model against its base on a suite of prompts.</summary>
internal static class EvalCommand
{
    private const string Description =
        """
        Draws a suite of prompts with two models from the same noise, scores the pictures and compares them prompt by prompt: --model against --base, or
        --model with --lora against itself without. With neither, the figures of the one model.

        Suites: drawbench and parti-prompts are downloaded once, their hash checked (drawbench=FILE takes a file instead); demo is the demo world's own; any
        CSV or TSV file with a column 'prompt' (and 'category'), JSON lines, or a text file with a prompt a line.
        Scorers: NAME=FOLDER, of clip-score, pick-score, hps-v2.1, aesthetic, image-reward; and demo, which needs no folder and knows the demo world alone. The
        first is the headline.

        The folder holds results.json, report.html, images/ and what serve --run and a repetition need. Stopped (Ctrl-C) and started again with the same options it draws
        nothing twice, and with further scorers it only scores. The base's pictures are kept in a cache for later evaluations (--cache).

        Examples:
          instructengine eval --model aligned/model --base models/demo-base --prompts demo --scorers demo --guidance 1 --steps 12
          instructengine eval --model ~/sd15 --lora aligned/lora.safetensors --prompts drawbench --images-per-prompt 4 --scorers clip-score=~/clip-l,pick-score=~/pickscore
          instructengine eval --model ~/sd15 --prompts mine.csv --limit 50 --scorers aesthetic=~/aesthetic --json
        """;

    public static Command Create()
    {
        var options = new EvalOptions();
        var command = new Command("eval", Description);
        foreach (var option in options.All)
            command.Options.Add(option);

        command.SetAction((parsed, stop) => Evaluation.Eval.RunAsync(options.Read(parsed), parsed.InvocationConfiguration, stop));
        return command;
    }
}
