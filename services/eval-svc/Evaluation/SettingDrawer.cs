using System.Diagnostics;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Draws, scores and stores the images of settings that share a model; what is stored already is taken as it is.</summary>
internal sealed class SettingDrawer(BatchArchive archive, IEvaluationModels models, EvaluationOptions options)
{
    /// <param name="onImages">Told how many images are done in addition, from any thread.</param>
    public async Task<IReadOnlyList<IReadOnlyList<EvaluatedImage>>> DrawAsync(
        EvaluationWork work, EvaluatedModel side, IReadOnlyList<double> guidanceScales, Action<int> onImages, CancellationToken cancellationToken)
    {
        RequireJudgeable(work);
        var identity = await models.IdentifyAsync(work.SourceOf(side), cancellationToken);
        var planned = (from scale in guidanceScales
                       from batch in EvaluationPlan.Batches(new EvaluationSetting(side, scale), work.Images)
                       select (Batch: batch, Id: StoredBatches.IdOf(identity, work.Spec.Steps, batch))).ToArray();
        var drawn = new DrawnBatch?[planned.Length];
        for (var i = 0; i < planned.Length; i++)
            drawn[i] = await archive.FindDrawnAsync(planned[i].Id, work.RunId, cancellationToken);

        // Loaded only if something is to be drawn.
        var model = new Lazy<Task<IEvaluationModel>>(() => models.LoadAsync(work.SourceOf(side), cancellationToken));
        try
        {
            var done = new IReadOnlyList<EvaluatedImage>[planned.Length];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(Enumerable.Range(0, planned.Length), parallel, async (i, _) =>
            {
                var (batch, id) = planned[i];
                var pictures = drawn[i] is null ? Draw(work, await model.Value, batch) : null;
                drawn[i] ??= await StoreAsync(work, batch, id, pictures!);
                done[i] = await ScoreAsync(work, batch, id, drawn[i]!, pictures);
                onImages(batch.Images.Count);
            });
            return [.. from scale in guidanceScales select planned.Index().Where(entry => entry.Item.Batch.Setting.GuidanceScale == scale).SelectMany(entry => done[entry.Index]).ToArray()];
        }
        finally
        {
            if (model.IsValueCreated && model.Value.IsCompletedSuccessfully)
                (await model.Value).Dispose();
        }
    }

    /// <summary>Before hours of drawing, not after them.</summary>
    /// <exception cref="RunFailureException">A scorer cannot judge against a prompt of the suite.</exception>
    public static void RequireJudgeable(EvaluationWork work)
    {
        foreach (var scorer in work.Scorers)
        {
            if (work.Prompts.Select(prompt => scorer.Scorer.WhyNot(prompt.Text)).FirstOrDefault(why => why is not null) is { } why)
                throw new RunFailureException($"The scorer '{scorer.Scorer.Name}' cannot judge the suite '{work.Spec.Suite}': {why} Name other scorers or another suite.");
        }
    }

    private static IReadOnlyList<RgbImage> Draw(EvaluationWork work, IEvaluationModel model, PlannedBatch batch)
    {
        var start = Stopwatch.GetTimestamp();
        var pictures = model.Draw(batch.Images, batch.Setting.GuidanceScale, work.Spec.Steps);
        EvaluationMetrics.Rendered(batch.Setting.Model, pictures.Count, Stopwatch.GetElapsedTime(start));
        return pictures;
    }

    /// <summary>Not to be stopped: a batch that was drawn is stored, so that no drawing is lost.</summary>
    private async Task<DrawnBatch> StoreAsync(EvaluationWork work, PlannedBatch batch, string id, IReadOnlyList<RgbImage> pictures)
    {
        var files = pictures.Select(picture => picture.ToPng()).ToArray();
        var images = new DrawnImage[files.Length];
        for (var i = 0; i < images.Length; i++)
            images[i] = await archive.PutAsync(batch.Images[i], files[i], CancellationToken.None);

        var drawn = new DrawnBatch(images);
        await archive.StoreDrawnAsync(id, work.RunId, drawn, files, batch.Setting.Model == EvaluatedModel.Base, CancellationToken.None);
        return drawn;
    }

    private async Task<IReadOnlyList<EvaluatedImage>> ScoreAsync(
        EvaluationWork work, PlannedBatch batch, string id, DrawnBatch drawn, IReadOnlyList<RgbImage>? pictures)
    {
        var all = new List<IReadOnlyList<ImageScores>>();
        foreach (var scorer in work.Scorers)
        {
            if (await archive.FindScoresAsync(id, scorer, CancellationToken.None) is not { } scores)
            {
                pictures ??= await ReadAsync(drawn);
                scores = Score(work, scorer.Scorer, batch, pictures);
                await archive.StoreScoresAsync(id, scorer, work.RunId, scores, batch.Setting.Model == EvaluatedModel.Base, CancellationToken.None);
            }

            all.Add(scores);
        }

        return [.. drawn.Images.Select((image, i) => new EvaluatedImage(image.Prompt, image.Image, image.Seed, image.Blob, Merged([.. all.Select(scores => scores[i])])))];
    }

    private async Task<IReadOnlyList<RgbImage>> ReadAsync(DrawnBatch drawn)
    {
        var pictures = new RgbImage[drawn.Images.Count];
        for (var i = 0; i < pictures.Length; i++)
            pictures[i] = RgbImage.FromPng(await archive.ReadAsync(drawn.Images[i], CancellationToken.None));
        return pictures;
    }

    /// <exception cref="RunFailureException">The scorer cannot judge what the model draws.</exception>
    private static IReadOnlyList<ImageScores> Score(EvaluationWork work, IImageScorer scorer, PlannedBatch batch, IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Select(scorer.WhyNot).FirstOrDefault(why => why is not null) is { } why)
            throw new RunFailureException($"The suite '{work.Spec.Suite}' cannot be scored: {why} Use a model of its world, or other scorers.");

        var start = Stopwatch.GetTimestamp();
        var scores = scorer.Score([.. batch.Images.Zip(pictures, (image, picture) => new ScoredImage(image.Prompt.Text, picture))]);
        EvaluationMetrics.Scored(scorer.Name, scores.Count, Stopwatch.GetElapsedTime(start));
        return scores;
    }

    private static ImageScores Merged(ImageScores[] parts) => parts.Length == 1
        ? parts[0]
        : new ImageScores(parts.SelectMany(part => part.Values).ToDictionary(value => value.Key, value => value.Value), [.. parts.SelectMany(part => part.Findings)]);
}
