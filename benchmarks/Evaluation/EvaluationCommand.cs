using System.CommandLine;

namespace InstructEngine.Benchmarks.Evaluation;

/// <summary><c>evaluation</c>: what judging a checkpoint costs.</summary>
internal static class EvaluationCommand
{
    public static Command Create() => new("evaluation", "Drawing, scoring and comparing, as eval-svc does it.") { Images(), Bootstrap() };

    private static Command Images()
    {
        var model = new Option<string>("--model") { Description = "A model of the demo's world.", DefaultValueFactory = _ => Path.Combine("models", "demo-base") };
        var images = new Option<int>("--images") { Description = "Images a round.", DefaultValueFactory = _ => 128 };
        var rounds = Rounds();
        var command = new Command("images", "Images a second, drawn and scored.") { model, images, rounds };
        command.SetAction((parsed, stop) => new ImagesPart(parsed.GetValue(model)!, parsed.GetValue(images), parsed.GetValue(rounds)).RunAsync(Console.Out, stop));
        return command;
    }

    private static Command Bootstrap()
    {
        var prompts = new Option<int>("--prompts") { DefaultValueFactory = _ => 200 };
        var scorers = new Option<int>("--scorers") { DefaultValueFactory = _ => 5 };
        var categories = new Option<int>("--categories") { Description = "DrawBench has 11.", DefaultValueFactory = _ => 11 };
        var rounds = Rounds();
        var command = new Command("bootstrap", "Seconds for the intervals of one comparison.") { prompts, scorers, categories, rounds };
        command.SetAction(parsed => new BootstrapPart(
            parsed.GetValue(prompts), parsed.GetValue(scorers), parsed.GetValue(categories), parsed.GetValue(rounds)).Run(Console.Out));
        return command;
    }

    private static Option<int> Rounds() => new("--rounds") { DefaultValueFactory = _ => 5 };
}
