using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Trains the base model by trainer-svc's own session, on one thread. One training gives the model after any number of its steps.</summary>
internal sealed class Trainings(Workshop workshop, IBlobStore blobs, ModelFolder model, RunSpec demo, int batchSize)
{
    private const int SmoothedSteps = 10;

    /// <summary>All pairs are trained on: what the model makes of prompts it never saw is measured by drawing.</summary>
    private TrainingSpec Common => demo.Training with { Model = model.Name, BatchSize = batchSize, HeldOutShare = 0, CheckpointEverySteps = int.MaxValue };

    /// <returns>The weights' file for each request, in order; null where the training diverged before.</returns>
    public async Task<IReadOnlyList<string?>> CompleteAsync(string what, IReadOnlyList<TrainingRequest> requests)
    {
        var groups = requests
            .GroupBy(request => (Spec: request.Method.Spec(request.Trial, 0, Common), request.Data.Hash, request.Seed))
            .Select(group => (Requests: group.ToArray(), Unit: Unit(group.Key.Spec, group.First().Data, group.Key.Seed, group.First(), [.. group.Select(one => one.Steps).Distinct().Order()])))
            .ToArray();
        var trained = await workshop.CompleteAsync(what, [.. groups.Select(group => group.Unit)]);
        var of = groups.Zip(trained).SelectMany(pair => pair.First.Requests.Distinct(), (pair, request) => (request, pair.Second)).ToDictionary();
        return [.. requests.Select(request => of[request].Snapshots.FirstOrDefault(snapshot => snapshot.Step == request.Steps)?.Weights)];
    }

    /// <summary>CPU seconds of one training, which is done for it where it is not done yet.</summary>
    public async Task<double> CpuSecondsAsync(string what, TrainingRequest request)
    {
        var spec = request.Method.Spec(request.Trial, 0, Common);
        return (await workshop.CompleteAsync(what, [Unit(spec, request.Data, request.Seed, request, [request.Steps])]))[0].CpuSeconds;
    }

    private Unit<TrainedModel> Unit(TrainingSpec spec, PairDataset data, long seed, TrainingRequest told, int[] steps)
    {
        spec = spec with { Steps = steps[^1] };
        var id = ContentIds.Create(
            "training-1", model.Hash, data.Hash, JsonSerializer.Serialize(spec with { Model = "" }, StorageJson.Options), $"{seed}", string.Join(',', steps));
        var name = $"{data.Name}, {told.Method.Key}, {told.Trial.Told(told.Method)}, {steps[^1]} steps, {data.Lines.Count} pairs, seed {seed}";
        return new Unit<TrainedModel>("training", id, name, () => TrainAsync(spec, data, seed, steps));
    }

    private async Task<TrainedModel> TrainAsync(TrainingSpec spec, PairDataset data, long seed, int[] steps)
    {
        var began = OwnProcess.CpuSeconds();
        var factory = new AlignmentSessionFactory(model.Root, blobs, new DatasetGate(blobs, NullLogger<DatasetGate>.Instance), new AlignmentOptions(1));
        var run = new RunDocument(
            DemoTriples.RunId, demo with { Seed = seed, Training = spec }, null, "", DateTimeOffset.UnixEpoch, RunState.Running);
        using var session = await factory.OpenAsync(run, data.Input, null, CancellationToken.None);
        var (snapshots, losses) = (new List<Snapshot>(), new List<double>());
        try
        {
            while (!session.IsDone)
            {
                losses.Add(session.Advance().Entry.Loss);
                if (steps.Contains(session.Step))
                    snapshots.Add(new Snapshot(session.Step, Save(session)));
            }
        }
        catch (TrainingDivergedException e)
        {
            return new TrainedModel(snapshots, double.NaN, OwnProcess.CpuSeconds() - began, e.Message);
        }

        return new TrainedModel(snapshots, losses.TakeLast(SmoothedSteps).Average(), OwnProcess.CpuSeconds() - began, null);
    }

    /// <summary>In half precision, as the demo models are shipped: what is measured is what would be published.</summary>
    private string Save(AlignmentSession session)
    {
        var unfinished = Path.Combine(workshop.Folder.Weights, $"{Environment.ProcessId}.unfinished");
        using var published = session.Publish();
        SafetensorsWriter.Write(unfinished, published.UNet, dtype: ScalarType.Float16);
        var hash = ContentIds.Sha256Hex(File.ReadAllBytes(unfinished));
        File.Move(unfinished, Path.Combine(workshop.Folder.Weights, hash), overwrite: true);
        return hash;
    }
}
