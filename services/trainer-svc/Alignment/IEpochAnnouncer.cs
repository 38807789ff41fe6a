using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Tells whoever waits for it that an epoch's model is stored. May be told the same epoch again after a stop.</summary>
internal interface IEpochAnnouncer
{
    Task AnnounceAsync(EpochCompleted epoch, CancellationToken cancellationToken);
}
