using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Trains one demo checkpoint: a UNet and its text encoder together, on latents of drawn scenes with written captions.</summary>
internal sealed class DiffusionTraining(DiffusionRecipe recipe, PretrainSettings settings, DemoModelFolder folder, LatentBank bank, PretrainLog log)
{
    private readonly string _name = recipe.Name;
    private readonly NoiseSchedule _schedule = new(DemoArchitecture.Scheduler);

    public void Run(CancellationToken cancellationToken)
    {
        if (folder.IsFinished)
        {
            return;
        }

        manual_seed(settings.Seed);
        var tokenizer = folder.Tokenizer();
        using var unet = new UNet2DConditionModel(DemoArchitecture.Unet);
        using var text = new CLIPTextModelWithProjection(
            DemoArchitecture.TextEncoder(tokenizer.VocabSize, tokenizer.BosTokenId, tokenizer.EosTokenId, tokenizer.ModelMaxLength));
        recipe.StartFrom?.LoadInto(unet, text);
        var trained = Named(unet, "unet.").Concat(Named(text, "text.")).ToDictionary();
        using var optimizer = optim.AdamW(trained.Values.Cast<Parameter>(), recipe.LearningRate, weight_decay: 0.01);
        using var average = new ExponentialMovingAverage(trained, settings.EmaDecay);
        var kept = trained.Concat(average.Shadow.Select(s => KeyValuePair.Create("ema." + s.Key, s.Value))).ToDictionary();
        var state = new TrainingState(folder.StatePath);
        var progress = log.Stage(_name, recipe.Steps);
        var loss = 0.0;
        for (var step = state.Restore(kept, optimizer); step < recipe.Steps; step++)
        {
            if (cancellationToken.IsCancellationRequested || (step > 0 && step % settings.SaveEverySteps == 0))
            {
                state.Save(step, kept, optimizer);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var current = Step(unet, text, tokenizer, optimizer, trained, step);
            loss = loss == 0 ? current : (0.99 * loss) + (0.01 * current);
            average.Update(step);
            progress.Report(step, $"loss {loss:F4}");
            if ((step + 1) % settings.SampleEverySteps == 0 && step + 1 < recipe.Steps)
            {
                average.Apply(() => folder.Write(unet, text, tokenizer));
                log.Line($"{_name} at step {step + 1}: {DemoMeasurement.Run(folder.Path, 128, 2.0, settings.Seed, folder.Path + ".png")}");
            }
        }

        average.Apply(() => folder.Write(unet, text, tokenizer));
        state.Delete();
    }

    private double Step(
        UNet2DConditionModel unet, CLIPTextModelWithProjection text, ClipTokenizer tokenizer, OptimizerHelper optimizer,
        Dictionary<string, Tensor> trained, int step)
    {
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = LearningRate.At(step, recipe.Steps, recipe.LearningRate);
        }

        var random = new DemoRandom(Seeds.Of(settings.Seed, _name, step));
        using var generator = new Generator((ulong)Seeds.Of(settings.Seed, _name + "-noise", step));
        var size = settings.BatchSize;
        var picks = Enumerable.Range(0, size).Select(_ => (long)random.Next(bank.Scenes.Count)).ToArray();
        var captions = picks.Select(p => SceneSampler.Caption(bank.Scenes[(int)p], recipe.WrongCaptionShare, random)).ToList();
        var kept = tensor(Enumerable.Range(0, size).Select(_ => random.Chance(settings.CaptionDropout) ? 0f : 1f).ToArray());

        var timesteps = (rand(size, generator: generator).pow(recipe.TimestepExponent) * 1000).floor().clamp(0, 999).to(ScalarType.Int64);
        var latents = bank.Latents[tensor(picks)];
        var noise = randn(latents.shape, generator: generator);
        var encoded = text.forward(tokenizer.Encode(captions));
        var context = encoded.HiddenStates[^2] * kept.view(size, 1, 1);
        var pooled = encoded.TextEmbeds! * kept.view(size, 1);
        var timeIds = tensor(new float[] { 32, 32, 0, 0, 32, 32 }).expand(size, 6);
        var predicted = unet.forward(_schedule.AddNoise(latents, noise, timesteps), timesteps, context, new AddedConditions(pooled, timeIds));
        var loss = (predicted - _schedule.Target(latents, noise, timesteps)).pow(2).mean();
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(trained.Values.Cast<Parameter>(), 1.0);
        optimizer.step();
        return loss.item<float>();
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Named(nn.Module module, string prefix) =>
        module.named_parameters().Select(p => KeyValuePair.Create(prefix + p.name, (Tensor)p.parameter));
}
