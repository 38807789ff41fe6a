using InstructEngine.Contracts.V1;
using MassTransit;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Epochs go to the other services.</summary>
internal sealed class BusEpochs(IBus bus) : IEpochAnnouncer
{
    public Task AnnounceAsync(EpochCompleted epoch, CancellationToken cancellationToken) => bus.Publish(epoch, cancellationToken);
}
