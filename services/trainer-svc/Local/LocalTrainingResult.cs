using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Alignment;

namespace InstructEngine.TrainerService.Local;

/// <summary>A training that ended.</summary>
/// <param name="Last">The last epoch, which names the trained weights.</param>
/// <param name="Blobs">Holds them.</param>
internal sealed record LocalTrainingResult(EpochCompleted Last, TrainingLog Log, IBlobStore Blobs);
