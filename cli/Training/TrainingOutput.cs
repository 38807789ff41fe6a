using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>What a training prints: JSON lines as it goes, each an object with the event's name, or a table at its end.</summary>
internal sealed class TrainingOutput(TextWriter output, bool json)
{
    public Task TellAsync(EpochCompleted epoch) => json ? WriteAsync(new { EpochCompleted = epoch }) : Task.CompletedTask;

    public Task EndAsync(LocalTrainingResult result) => json ? WriteAsync(new { TrainingCompleted = TrainingSummary.Of(result) }) : output.WriteAsync(TrainingTable.Of(result));

    private async Task WriteAsync(object line)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(line, StorageJson.Options));
        await output.FlushAsync();
    }
}
