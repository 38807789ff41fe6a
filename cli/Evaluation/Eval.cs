using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Settings;
using InstructEngine.Hosting.Specs;
using InstructEngine.Scoring;
using InstructEngine.Storage.Content;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Cli.Evaluation;

/// <summary>Does what <c>eval</c> is asked: in a folder with the stores of a run, so that it goes on where it was stopped and its pictures can be reviewed.</summary>
internal static class Eval
{
    private static readonly TimeSpan DownloadTime = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(EvalArguments arguments, InvocationConfiguration streams, CancellationToken stop)
    {
        var (baseModel, model) = Models(arguments);
        var suite = EvalSuite.Read(arguments.Prompts);
        var spec = new EvaluationSpec(
            suite.Name, arguments.Limit ?? suite.Prompts, arguments.ImagesPerPrompt, arguments.Steps, arguments.GuidanceScales, arguments.Scorers, suite.Reference);
        try
        {
            return await RunAsync(arguments, baseModel, model, suite, spec, streams, stop);
        }
        catch (RunFailureException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }

    private static async Task<int> RunAsync(
        EvalArguments arguments, ModelSource baseModel, ModelSource model, EvalSuite suite, EvaluationSpec spec, InvocationConfiguration streams, CancellationToken stop)
    {
        // All that can be refused is refused before the output folder is taken: a command that failed leaves it to the next.
        using var cache = await EvalStores.OpenAsync(arguments.Cache ?? Path.Combine(SuiteOptions.UserCache, "evaluations"), stop);
        await suite.StoreAsync(cache.Blobs, stop);
        using var http = new HttpClient { Timeout = DownloadTime };
        var downloads = new SuiteDownloads(SuiteOptions.From(new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).Build()), http);
        var prompts = await new PromptSuites(cache.Blobs, downloads).TakeAsync(spec, stop);
        var root = new ModelRoot(Directory.GetCurrentDirectory());
        using var scorers = new EvaluationScorers(root).Load(spec);
        var marker = await MarkerAsync(arguments, baseModel, model, spec, stop);
        var work = new EvaluationWork(
            marker.RunId, arguments.Seed, spec, baseModel, model, prompts, EvaluationPlan.Images(prompts, spec.ImagesPerPrompt, arguments.Seed), scorers.All);
        SettingDrawer.RequireJudgeable(work);

        var path = arguments.Out ?? Path.Combine("evaluations", $"{suite.Name}-{marker.RunId[..8]}");
        using var folder = RunFolder.Take(path, marker);
        using var stores = await EvalStores.OpenAsync(folder.Path, stop);
        await suite.StoreAsync(stores.Blobs, stop);
        var models = new PipelineModels(root, stores.Blobs);
        var drawer = new SettingDrawer(new BatchArchive(stores.Batches, cache.Batches), models, new EvaluationOptions(EvalWorkers.For(baseModel.Folder)));
        EvaluationOutcome outcome;
        try
        {
            outcome = await ProgressViews.For(streams.Error).ShowAsync(show => new CheckpointEvaluator(drawer, new SideMeasures(stores.Blobs)).EvaluateAsync(
                work, InTurn(show), stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await streams.Error.WriteLineAsync($"Stopped: what was drawn is kept in {folder.Path}; the same command goes on there.");
            return ExitCodes.Cancelled;
        }

        var results = new EvalResults(
            marker.RunId, await ToModelAsync(models, baseModel, stop), arguments.IsAlone ? null : await ToModelAsync(models, model, stop),
            suite.File is { } file ? ContentIds.Sha256Hex(file) : null, arguments.Seed, arguments.Steps,
            [.. arguments.Scorers.Zip(scorers.All, (scorer, loaded) => new EvalScorer(scorer, loaded.Identity))], EvaluationSummaries.Of(outcome));
        await WriteAsync(folder, stores, marker, outcome, results, arguments, [.. scorers.All.SelectMany(scorer => scorer.Scorer.Scorers)], streams, stop);
        return ExitCodes.Ok;
    }

    /// <summary>Batches end on several threads; a view is shown by one at a time, and never goes back.</summary>
    private static Action<int, int> InTurn(Action<IReadOnlyList<StageProgress>> show)
    {
        var turn = new Lock();
        var most = -1;
        return (done, total) =>
        {
            lock (turn)
            {
                if (done <= most)
                    return;

                most = done;
                show([new StageProgress(Stages.Evaluation, done, total, "images", null, done == total ? StageState.Completed : StageState.Running)]);
            }
        };
    }

    private static async Task WriteAsync(
        RunFolder folder, EvalStores stores, RunMarker marker, EvaluationOutcome outcome, EvalResults results, EvalArguments arguments,
        IReadOnlyList<ScorerDescription> scorers, InvocationConfiguration streams, CancellationToken stop)
    {
        var images = folder.File("images");
        await EvalPictures.WriteAsync(stores.Blobs, outcome.Headline.BaseImages, Path.Combine(images, results.Aligned is null ? "model" : "base"), stop);
        if (results.Aligned is { } aligned)
        {
            await EvalPictures.WriteAsync(stores.Blobs, outcome.Headline.AlignedImages, Path.Combine(images, "aligned"), stop);
            var now = TimeProvider.System.GetUtcNow();
            await stores.Documents.InsertIfAbsentAsync(
                Collections.Runs, marker.RunId, marker.RunId,
                new RunDocument(marker.RunId, marker.Spec, null, marker.CorpusName, now, RunState.Completed, EndedAt: now), stop);
            var blob = new BlobReference(ContentIds.Sha256Hex([]), 0);
            var checkpoint = new EpochCompleted(marker.RunId, 1, 1, 1, 1, blob, aligned.Hash, results.Base.Hash, 0, null, true);
            await new ComparedCheckpoints(stores.Documents, TimeProvider.System).StoreAsync(marker.RunId, checkpoint, outcome, stop);
            var report = await EvaluationReport.ReadAsync(
                $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(aligned.Folder))} against its base on {outcome.Suite}", outcome, scorers, arguments.Seed,
                [("Base", $"{results.Base.Folder} {results.Base.Hash}"), ("Aligned", $"{aligned.Folder} {aligned.Hash}"), ("Suite", results.Suite ?? outcome.Suite),
                    .. results.Scorers.Select(scorer => (scorer.Spec.Name, scorer.Hash))],
                arguments.CommandLine, stores.Blobs, stop);
            await AtomicFile.WriteAsync(folder.File("report.html"), report.Write(), stop);
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(results, SummaryJson.Options);
        await AtomicFile.WriteAsync(folder.File("results.json"), content, stop);
        await streams.Output.WriteLineAsync(arguments.Json ? System.Text.Encoding.UTF8.GetString(content) : EvalTable.Of(results));
        await streams.Error.WriteLineAsync($"Results{(results.Aligned is null ? "" : ", report.html")} and images: {folder.Path}");
    }

    /// <summary>The scorers are no part of the id: with others, the same pictures are scored again.</summary>
    private static async Task<RunMarker> MarkerAsync(EvalArguments arguments, ModelSource baseModel, ModelSource model, EvaluationSpec spec, CancellationToken stop)
    {
        var root = new ModelRoot(Directory.GetCurrentDirectory());
        var id = ContentIds.Create(
            "eval", await ModelIdentity.OfAsync(root, baseModel, stop), await ModelIdentity.OfAsync(root, model, stop),
            JsonSerializer.Serialize(spec with { Scorers = null }, Storage.StorageJson.Options), arguments.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var named = RunSpecReader.Demo() with { Name = $"eval {Path.GetFileName(Path.TrimEndingDirectorySeparator(arguments.Model))}", Seed = arguments.Seed, Evaluation = spec };
        return new RunMarker(id, named, arguments.Prompts, null, TimeProvider.System.GetUtcNow());
    }

    private static async Task<EvalModel> ToModelAsync(PipelineModels models, ModelSource source, CancellationToken stop) =>
        new(source.Folder, source.Lora, source.Lora is null ? null : source.LoraScale, await models.IdentifyAsync(source, stop));

    /// <exception cref="CommandFailure">A folder is no model.</exception>
    private static (ModelSource Base, ModelSource Model) Models(EvalArguments arguments)
    {
        LoraAttachment.RequireFile(arguments.Lora);
        foreach (var folder in new[] { arguments.Model, arguments.Base }.OfType<string>())
            ModelFaults.Reported(folder, PipelineDescription.Read);

        var lora = arguments.Lora is { } file ? Path.GetFullPath(file) : null;
        var model = new ModelSource(Path.GetFullPath(arguments.Model), null, lora, arguments.LoraScale);
        return (arguments.Base is { } held ? new ModelSource(Path.GetFullPath(held)) : model with { Lora = null, LoraScale = 1 }, model);
    }
}
