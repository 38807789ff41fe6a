using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.PreferenceData;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Training;

/// <summary>The pairs as a dataset's folder: that itself, or one made of Parquet.</summary>
internal static class TrainingData
{
    private const string Stage = "data";

    /// <returns>The folder.</returns>
    /// <exception cref="CommandFailure">A file is damaged, no pair is left, or a row is bad and none may be.</exception>
    public static async Task<string> PrepareAsync(TrainInputs inputs, RunFolder folder, Action<IReadOnlyList<StageProgress>> show, CancellationToken cancellationToken)
    {
        if (inputs.Source.Folder is { } ready)
            return ready;

        var path = folder.File("dataset");
        var import = new ParquetImport(inputs.Source, inputs.Size, inputs.MaxPairs, path);
        var record = await import.RunAsync(rows => show([new StageProgress(Stage, rows, inputs.Source.Rows, "rows", null, StageState.Running)]), cancellationToken);
        RequireSound(record, inputs);
        show([new StageProgress(Stage, record.Rows, record.Rows, "rows", record.Bad.Count == 0 ? null : $"{record.Bad.Count} left out", StageState.Completed)]);
        return path;
    }

    private static void RequireSound(ImportRecord record, TrainInputs inputs)
    {
        if (record.Bad.Count == 0)
            return;

        var told = new CheckedManifest([], record.Bad).Told();
        if (record.Bad.Count == record.Rows)
            throw new CommandFailure(ExitCodes.Usage, $"No row of {inputs.Arguments.Data} can be trained on. All {record.Rows} are bad: {told}.");
        if (inputs.Settings.Spec.BadPairs is not CheckedManifest.Skip)
        {
            throw new CommandFailure(
                ExitCodes.Usage, $"{record.Bad.Count} of {record.Rows} rows of {inputs.Arguments.Data} cannot be trained on: {told}. To train without them: --bad-pairs {CheckedManifest.Skip}.");
        }
    }
}
