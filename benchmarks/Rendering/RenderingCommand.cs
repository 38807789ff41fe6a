using System.CommandLine;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary><c>rendering</c>: what of the time of rendering is the model's, and which pairs are rejected.</summary>
internal static class RenderingCommand
{
    public static Command Create()
    {
        var models = new Option<string>("--models") { Description = "The models folder.", DefaultValueFactory = _ => "models" };
        return new Command("rendering", "Rendering of the demo's pairs as render-svc does it.") { Throughput(models), Rejections(models) };
    }

    private static Command Throughput(Option<string> models)
    {
        var pairs = new Option<int>("--pairs") { Description = "Pairs a round.", DefaultValueFactory = _ => 120 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds, in turn with drawing alone.", DefaultValueFactory = _ => 5 };
        var command = new Command("throughput", "The whole of rendering against drawing alone.") { models, pairs, rounds };
        command.SetAction((parsed, stop) => new ThroughputPart(parsed.GetValue(models)!, parsed.GetValue(pairs), parsed.GetValue(rounds)).RunAsync(Console.Out, stop));
        return command;
    }

    private static Command Rejections(Option<string> models)
    {
        var leaves = new Option<int>("--leaves") { Description = "Leaves at most.", DefaultValueFactory = _ => 400 };
        var pairs = new Option<int>("--pairs") { Description = "Pairs a leaf.", DefaultValueFactory = _ => 2 };
        var attempts = new Option<int>("--attempts") { Description = "Attempts a pair.", DefaultValueFactory = _ => 3 };
        var command = new Command("rejections", "Rejected pairs by reason and dimension, over the leaves that the demo world can draw.") { models, leaves, pairs, attempts };
        command.SetAction((parsed, stop) => new RejectionsPart(parsed.GetValue(models)!, parsed.GetValue(leaves), parsed.GetValue(pairs), parsed.GetValue(attempts)).RunAsync(Console.Out, stop));
        return command;
    }
}
