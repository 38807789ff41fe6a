using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Cli.Embedded;

/// <summary>Takes a run from its inputs to its files with all five services in this process.</summary>
internal sealed class EmbeddedRun(RunFolder folder, RunInputs inputs, string modelsRoot, IProgressView view, IServiceModule[] additions)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a failure that was told on the bus may take to be stored: after that the store is taken to be broken.</summary>
    private static readonly TimeSpan FailureStored = TimeSpan.FromSeconds(5);

    /// <exception cref="CommandFailure">The run failed, or its folder cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; started again, it goes on.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var failure = new RunFailureSignal();
        var options = new EmbeddedOptions { Folder = folder.Path, ModelsRoot = modelsRoot };
        using var host = EmbeddedHost.Build(options, [.. EmbeddedModules.Create(), new RunWatchModule(failure), .. additions]);
        await host.StartAsync(stop);
        try
        {
            var run = await view.ShowAsync(async show =>
            {
                await RequestAsync(host.Services, stop);
                return await FollowAsync(host.Services, failure, show, stop);
            });
            await RunOutput.WriteAsync(
                host.Services.GetRequiredService<IDocumentStore>(), host.Services.GetRequiredService<IBlobStore>(), run, folder.Path, modelsRoot, stop);
        }
        finally
        {
            // Consumers finish what they have in hand, jobs store where they are.
            await host.StopAsync(CancellationToken.None);
        }
    }

    private async Task RequestAsync(IServiceProvider services, CancellationToken stop)
    {
        var blobs = services.GetRequiredService<IBlobStore>();
        var corpus = inputs.Corpus is { } content ? await content.StoreAsync(blobs, stop) : null;
        if (inputs.Taxonomy is { } taxonomy)
            await blobs.PutAsync(taxonomy, stop);
        if (inputs.Suite is { } suite)
            await suite.StoreAsync(blobs, stop);

        // Run again in the same folder, a failed run is meant to be tried again.
        await services.GetRequiredService<RunDirectory>().ReopenAsync(inputs.RunId, stop);
        await services.GetRequiredService<IBus>().Publish(new RunRequested(inputs.RunId, inputs.Spec, corpus, inputs.CorpusName), stop);
    }

    private async Task<RunDocument> FollowAsync(
        IServiceProvider services, RunFailureSignal signal, Action<IReadOnlyList<StageProgress>> show, CancellationToken stop)
    {
        var reader = new RunProgressReader(services.GetRequiredService<IDocumentStore>());
        var failedAt = 0L;
        while (true)
        {
            var (run, stages) = await reader.ReadAsync(inputs.RunId, stop);
            show(stages);
            if (run is { State: RunState.Completed })
                return run;
            if (run is { State: RunState.Failed })
                throw Failed(run.FailedService, run.FailureReason);
            if (run is { State: RunState.Paused })
                throw new CommandFailure(ExitCodes.Paused, $"The run is paused in {run.FailedService}: {run.FailureReason}");
            if (run is { State: RunState.Cancelled })
                throw new CommandFailure(ExitCodes.RunFailed, "The run was cancelled.");

            if (signal.Failure is { } failure)
            {
                failedAt = failedAt == 0 ? TimeProvider.System.GetTimestamp() : failedAt;
                if (TimeProvider.System.GetElapsedTime(failedAt) > FailureStored)
                    throw Failed(failure.Service, failure.Reason);
            }

            await Task.Delay(Look, stop);
        }
    }

    private CommandFailure Failed(string? service, string? reason)
    {
        var full = FreeSpace.IsExhausted(folder.Path);
        var hint = full ? $" The disk of {folder.Path} is full: make room there and run again, it goes on where it stopped." : "";
        return new CommandFailure(full ? ExitCodes.OutputUnusable : ExitCodes.RunFailed, $"The run failed in {service}: {reason}{hint}");
    }
}
