using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Draws, scores and stores the images of settings that share a model; what is stored already is taken as it is.</summary>
internal sealed class SettingDrawer(EvaluationBatches batches, IBlobStore blobs, IEvaluationModels models, EvaluationOptions options)
{
    /// <param name="onImages">Told how many images are done in addition, from any thread.</param>
    public async Task<IReadOnlyList<IReadOnlyList<EvaluatedImage>>> DrawAsync(
        EvaluationWork work, EvaluatedModel side, IReadOnlyList<double> guidanceScales, Action<int> onImages, CancellationToken cancellationToken)
    {
        var weightsHash = side == EvaluatedModel.Base ? work.Checkpoint.ReferenceHash : work.Checkpoint.CheckpointHash;
        var planned = (from scale in guidanceScales
                       from batch in EvaluationPlan.Batches(new EvaluationSetting(side, scale), work.Images)
                       select (Batch: batch, Id: EvaluationBatches.IdOf(work.RunId, weightsHash, work.Spec.Steps, batch))).ToArray();
        var done = new EvaluationBatch?[planned.Length];
        for (var i = 0; i < planned.Length; i++)
        {
            done[i] = await batches.FindAsync(planned[i].Id, cancellationToken);
            onImages(done[i]?.Images.Count ?? 0);
        }

        var missing = Enumerable.Range(0, planned.Length).Where(i => done[i] is null).ToArray();
        if (missing.Length > 0)
        {
            using var model = await models.LoadAsync(side, work.BaseFolder, work.Checkpoint, cancellationToken);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(missing, parallel, async (i, _) =>
            {
                done[i] = await DrawAsync(work, model, planned[i].Batch, planned[i].Id);
                onImages(planned[i].Batch.Images.Count);
            });
        }

        return
        [
            .. from scale in guidanceScales
               select done.Where(batch => batch!.Setting.GuidanceScale == scale).SelectMany(batch => batch!.Images).ToArray(),
        ];
    }

    /// <summary>Not to be stopped: a batch that was begun is stored, so that no drawing is lost.</summary>
    private async Task<EvaluationBatch> DrawAsync(EvaluationWork work, IEvaluationModel model, PlannedBatch planned, string id)
    {
        var drawn = model.Draw(planned.Images, planned.Setting.GuidanceScale, work.Spec.Steps);
        var scores = Score(work, planned, drawn);
        var images = new EvaluatedImage[drawn.Count];
        for (var i = 0; i < images.Length; i++)
        {
            var (prompt, image, seed) = planned.Images[i];
            var blob = await blobs.PutAsync(drawn[i].ToPng(), CancellationToken.None);
            images[i] = new EvaluatedImage(prompt.Index, image, seed, blob, scores[i]);
        }

        var batch = new EvaluationBatch(work.RunId, work.Checkpoint.Epoch, planned.Setting, planned.Index, images);
        await batches.StoreAsync(id, batch, CancellationToken.None);
        return batch;
    }

    /// <exception cref="RunFailureException">The scorer cannot judge what the model draws.</exception>
    private static IReadOnlyList<ImageScores> Score(EvaluationWork work, PlannedBatch planned, IReadOnlyList<RgbImage> drawn)
    {
        if (drawn.Select(work.Scorer.WhyNot).FirstOrDefault(why => why is not null) is { } why)
            throw new RunFailureException($"The suite '{work.Spec.Suite}' cannot be scored: {why} Use a model of its world as training.model.");

        return work.Scorer.Score([.. planned.Images.Zip(drawn, (image, picture) => new ScoredImage(image.Prompt.Text, picture))]);
    }
}
