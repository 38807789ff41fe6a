using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using MassTransit;

namespace InstructEngine.TrainerService.Consumers;

/// <summary>Follows a run's triples to their ends, announces the dataset, and stores the training job: never trains inside a delivery.</summary>
internal sealed class DatasetProgressConsumer(DatasetCompletion completion, RunDirectory runs, IJobQueue jobs, IDocumentStore documents) :
    IConsumer<TaxonomyCompleted>, IConsumer<ImagePairRendered>, IConsumer<ImagePairRejected>, IConsumer<InstructionTripleRejected>
{
    public Task Consume(ConsumeContext<TaxonomyCompleted> context) => CheckAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ImagePairRendered> context) => CheckAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ImagePairRejected> context) => CheckAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<InstructionTripleRejected> context) => CheckAsync(context, context.Message.RunId);

    private async Task CheckAsync(ConsumeContext context, string runId)
    {
        if (!await runs.IsActiveAsync(runId, Stages.Rendering, context.CancellationToken))
        {
            return;
        }

        await completion.CheckAsync(runId, Announce, context.CancellationToken);

        async Task Announce(DatasetCompleted dataset)
        {
            await context.Publish(dataset, context.CancellationToken);
            if (!await runs.IsActiveAsync(runId, Stages.Training, context.CancellationToken))
            {
                return;
            }

            await jobs.EnqueueAsync(
                AlignmentJob.IdOf(runId), runId, JobKinds.Train, AlignmentJobInput.Of(dataset).ToJson(), context.CancellationToken);

            // A process that stopped may have announced epochs that nobody heard.
            await foreach (var epoch in documents.ListAsync<EpochCompleted>(Collections.Epochs, runId, context.CancellationToken))
            {
                await context.Publish(epoch.Value, context.CancellationToken);
            }
        }
    }
}

internal sealed class DatasetProgressConsumerDefinition : ConsumerDefinition<DatasetProgressConsumer>
{
    // Many at once, so that a burst of events shares one look at the store.
    public DatasetProgressConsumerDefinition() => ConcurrentMessageLimit = 256;
}
