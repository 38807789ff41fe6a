using System.CommandLine;
using InstructEngine.Cli.Commands;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Invocation;

/// <summary>The commands there are.</summary>
internal static class RootDefinition
{
    private const string Description =
        """
        InstructEngine: instruction-driven text-to-image alignment (arXiv 2504.10329).

        Progress goes to stderr, results to stdout. Exit codes: 0 done, 1 the run or a check failed, or libtorch does not load, 2 wrong command line,
        setting, model folder, LoRA, spec, prompt or taxonomy file or training data, 3 a server does not answer, 4 a port is in use, 5 the output folder or file cannot be used, 6 the run waits for its user, 130 stopped by the user.
        """;

    public static RootCommand Create(IServiceModule[] additions) => new(Description)
    {
        RunCommand.Create(additions),
        TaxonomyCommand.Create(),
        ReportCommand.Create(),
        ExportCommand.Create(),
        DatasetCommand.Create(),
        TrainCommand.Create(),
        GenerateCommand.Create(),
        ScoreCommand.Create(),
        EvalCommand.Create(),
        SubmitCommand.Create(),
        WatchCommand.Create(),
        StatusCommand.Create(),
        CancelCommand.Create(),
        DlqCommand.Create(),
        DoctorCommand.Create(),
        PretrainCommand.Create(),
        MeasureCommand.Create(),
        InstructionsCommand.Create(),
        ReviewCommand.Create(),
        ServeCommand.Create(),
    };
}
