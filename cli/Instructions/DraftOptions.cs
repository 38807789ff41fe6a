using System.CommandLine;
using InstructEngine.Contracts.V1;
using InstructEngine.Protos.V1;
using Dimension = InstructEngine.Contracts.V1.Dimension;

namespace InstructEngine.Cli.Instructions;

/// <summary>The options that choose triples in review.</summary>
internal sealed class DraftOptions
{
    private readonly Option<string?> _dimension = Among("--dimension", "Only of this dimension.", Enum.GetNames<Dimension>());
    private readonly Option<string?> _state = Among("--state", "Only in this state.", "open", "accepted", "rejected", "edited");
    private readonly Option<string?> _contrast = Among("--contrast", "Only of this contrast.", [.. ContrastShares.Grades]);
    private readonly Option<string?> _theme = new("--theme") { Description = "Only of this theme: its name or id.", HelpName = "NAME" };
    private readonly Option<string?> _leaf = new("--leaf") { Description = "Only of this subtopic: its name or id.", HelpName = "NAME" };
    private readonly Option<string?> _text = new("--text") { Description = "Only with this in one of the three instructions, whatever its case.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _dimension, _theme, _leaf, _state, _contrast, _text })
            command.Options.Add(option);
    }

    public DraftFilter Read(ParseResult parsed) => new()
    {
        Dimension = parsed.GetValue(_dimension) ?? string.Empty,
        Theme = parsed.GetValue(_theme) ?? string.Empty,
        Leaf = parsed.GetValue(_leaf) ?? string.Empty,
        State = parsed.GetValue(_state) ?? string.Empty,
        Contrast = parsed.GetValue(_contrast) ?? string.Empty,
        Text = parsed.GetValue(_text) ?? string.Empty,
    };

    private static Option<string?> Among(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', values) };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
