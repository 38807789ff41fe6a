using System.Text.Json;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService;
using InstructEngine.RenderService;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService;
using Xunit;
using V1 = InstructEngine.Protos.V1;

namespace InstructEngine.Services.Tests.Queries;

public sealed class When_a_run_is_queried
{
    [Fact]
    public async Task Its_triples_come_in_pages()
    {
        await using var service = await RunningService.StartAsync(new InstructionModule());
        await service.StoreRunAsync();
        for (var i = 0; i < 5; i++)
            await service.StoreAsync(Collections.Triples, $"t{i}", new InstructionTripleCreated("run-1", $"t{i}", "leaf", i, Dimension.Aesthetics, "b", "p", "d"));

        await service.StoreAsync(Collections.RejectedTriples, "t9", new InstructionTripleRejected("run-1", "t9", "leaf", "dull"));
        var client = new V1.Instructions.InstructionsClient(service.Channel);

        var first = await client.ListTriplesAsync(new V1.ListTriplesRequest { RunId = "run-1", PageSize = 3 });
        var second = await client.ListTriplesAsync(new V1.ListTriplesRequest { RunId = "run-1", PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], first.Triples.Concat(second.Triples).Select(triple => triple.TripleId));
        Assert.Equal("Aesthetics", first.Triples[0].Dimension);
        Assert.Equal((5L, 1L, ""), (second.Created, second.Rejected, second.NextPageToken));
        await RunningService.RefusedAsync(
            StatusCode.InvalidArgument, async () => await client.ListTriplesAsync(new V1.ListTriplesRequest { RunId = "run-1", PageSize = -1 }));
        await RunningService.RefusedAsync(StatusCode.NotFound, async () => await client.ListTriplesAsync(new V1.ListTriplesRequest { RunId = "run-2" }));
    }

    [Fact]
    public async Task Its_pairs_come_with_their_images()
    {
        await using var service = await RunningService.StartAsync(new RenderModule());
        await service.StoreRunAsync();
        var blob = await service.Blobs.PutAsync(new byte[] { 0x89, 0x50 }, default);
        var image = new RenderedImage(blob, 32, 32, 7, 0.9, 0.1);
        await service.StoreAsync(
            Collections.Pairs, "t1", new ImagePairRendered("run-1", "t1", "leaf", Dimension.ContentConsistency, "b", "p", "d", image, image, "demo", "h", 2));
        var client = new V1.Rendering.RenderingClient(service.Channel);

        var pair = Assert.Single((await client.ListPairsAsync(new V1.ListPairsRequest { RunId = "run-1" })).Pairs);

        Assert.Equal((2, 0.9, blob.Sha256), (pair.Attempt, pair.PreferredImage.OwnScore, pair.PreferredImage.Sha256));
        using var answer = await service.Http.GetAsync("/v1/runs/run-1/pairs/t1/preferred");
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x89, 0x50], await answer.Content.ReadAsByteArrayAsync());
        await RunningService.RefusedAsync(
            StatusCode.InvalidArgument, async () => await client.GetImageAsync(new V1.GetImageRequest { RunId = "run-1", TripleId = "t1", Side = "left" }));
        await RunningService.RefusedAsync(
            StatusCode.NotFound, async () => await client.GetImageAsync(new V1.GetImageRequest { RunId = "run-1", TripleId = "t2", Side = "preferred" }));
    }

    [Fact]
    public async Task Its_training_comes_with_dataset_job_and_epochs()
    {
        await using var service = await RunningService.StartAsync(new TrainerModule());
        await service.StoreRunAsync();
        var blob = new BlobReference(new string('a', 64), 3);
        await service.StoreAsync(Collections.Datasets, "run-1", new DatasetCompleted("run-1", "hash", 9, 1, 2, blob));
        await service.StoreAsync(Collections.Epochs, "e1", new EpochCompleted("run-1", 1, 2, 75, 150, blob, "c", "r", 0.5, 0.75, false));
        await service.StoreAsync(Collections.Jobs, "job", Job(JobKinds.Train));

        var training = await new V1.Training.TrainingClient(service.Channel).GetTrainingAsync(new V1.GetTrainingRequest { RunId = "run-1" });

        Assert.Equal(("hash", 9), (training.Dataset.DatasetHash, training.Dataset.Pairs));
        Assert.Equal((75, 0.75), (training.Epochs[0].Step, training.Epochs[0].ImplicitAccuracy));
        Assert.Equal(("Completed", 3L, "loss 0.5"), (training.Jobs[0].State, training.Jobs[0].Done, training.Jobs[0].Detail));
    }

    [Fact]
    public async Task Its_evaluation_comes_with_every_scorer()
    {
        await using var service = await RunningService.StartAsync(new EvalModule());
        await service.StoreRunAsync();
        await service.StoreAsync(Collections.Jobs, "job", Job(JobKinds.Evaluate));
        await service.StoreAsync(
            Collections.Evaluations, "e1",
            new CheckpointEvaluated("run-1", 1, "c", [new ScorerResult("all-correct", 1, 0, 0.5, null, 0.4, 0.6, 0.75, 128)]));
        var client = new V1.Evaluation.EvaluationClient(service.Channel);

        var result = (await client.GetEvaluationAsync(new V1.GetEvaluationRequest { RunId = "run-1" })).Checkpoints[0].Results[0];

        Assert.Equal(("all-correct", 0.5, false, 128), (result.Scorer, result.Aligned, result.HasRelativeGain, result.Images));
        var json = JsonDocument.Parse(await service.Http.GetStringAsync("/v1/runs/run-1/evaluation"));
        Assert.Equal(0.75, json.RootElement.GetProperty("checkpoints")[0].GetProperty("results")[0].GetProperty("winRate").GetDouble());
        using var report = client.GetReport(new V1.GetReportRequest { RunId = "run-1" });
        await RunningService.RefusedAsync(StatusCode.FailedPrecondition, () => report.ResponseStream.MoveNext());
    }

    private static JobDocument Job(string kind) =>
        new("job", "run-1", kind, "{}", JobState.Completed, null, 1, null, new(3, 4, "steps", "loss 0.5"), null, null, 1);
}
