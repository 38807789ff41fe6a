using System.CommandLine;

namespace InstructEngine.Cli.Commands;

/// <summary><c>dataset</c>: what is done with preference pairs beside training on them.</summary>
internal static class DatasetCommand
{
    public static Command Create() => new("dataset", "Imports preference pairs, and audits them.")
    {
        DatasetImportCommand.Create(),
        DatasetAuditCommand.Create(),
    };
}
