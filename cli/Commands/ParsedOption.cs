using System.CommandLine;
using InstructEngine.Cli.Output;

namespace InstructEngine.Cli.Commands;

/// <summary>Reads an option's text.</summary>
internal delegate bool TryParse<T>(string text, out T value);

/// <summary>Options that refuse a value by naming themselves, the value and what would be right.</summary>
internal static class ParsedOption
{
    public static Option<T> Make<T>(string name, string helpName, string description, string expected, TryParse<T> tryParse) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (tryParse(text, out var value))
                return value;

            result.AddError($"{name} is '{DisplayText.Of(text)}'; expected {expected}.");
            return default;
        },
    };
}
