using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Trains the demo's AutoencoderKL on drawn scenes and measures what survives it.</summary>
internal sealed class AutoencoderTraining(PretrainSettings settings, string folder, PretrainLog log)
{
    private const double KlWeight = 1e-6;

    public void Run(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, "config.json")))
        {
            return;
        }

        manual_seed(settings.Seed);
        using var model = new AutoencoderKL(DemoArchitecture.Autoencoder);
        var tensors = ModelWeights.Tensors(model);
        using var optimizer = optim.AdamW(model.parameters(), settings.AutoencoderLearningRate, weight_decay: 0);
        var state = new TrainingState(folder + ".state");
        var progress = log.Stage("autoencoder", settings.AutoencoderSteps);
        for (var step = state.Restore(tensors, optimizer); step < settings.AutoencoderSteps; step++)
        {
            if (cancellationToken.IsCancellationRequested || (step > 0 && step % settings.SaveEverySteps == 0))
            {
                state.Save(step, tensors, optimizer);
                cancellationToken.ThrowIfCancellationRequested();
            }

            progress.Report(step, $"loss {Step(model, optimizer, step):F5}");
        }

        var (psnr, survives) = Measure(model, 1000);
        using var finished = new AutoencoderKL(DemoArchitecture.Autoencoder with { ScalingFactor = MeasureScale(model) });
        finished.load_state_dict(model.state_dict());
        finished.SavePretrained(folder, ScalarType.Float16);
        log.Line($"autoencoder: PSNR {psnr:F1} dB, all attributes survive in {survives:P1} of 1000 scenes, scaling factor {finished.Config.ScalingFactor:F4}");
        state.Delete();
    }

    private double Step(AutoencoderKL model, OptimizerHelper optimizer, int step)
    {
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = LearningRate.At(step, settings.AutoencoderSteps, settings.AutoencoderLearningRate);
        }

        var images = Draw(settings.BatchSize, new DemoRandom(Seeds.Of(settings.Seed, "autoencoder", step)));
        using var generator = new Generator((ulong)Seeds.Of(settings.Seed, "autoencoder-noise", step));
        var posterior = model.Encode(images);
        var decoded = model.Decode(posterior.Sample(randn(posterior.Mean.shape, generator: generator)));
        var error = decoded - images;
        var kl = 0.5 * (posterior.Mean.pow(2) + posterior.LogVar.exp() - 1 - posterior.LogVar).mean();
        var loss = error.pow(2).mean() + (0.1 * error.abs().mean()) + (KlWeight * kl);
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1.0);
        optimizer.step();
        return loss.item<float>();
    }

    /// <summary>One over the standard deviation of the latents, so that the diffusion model sees unit variance.</summary>
    private double MeasureScale(AutoencoderKL model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return 1.0 / model.Encode(Draw(512, new DemoRandom(Seeds.Of(settings.Seed, "scale", 0)))).Mean.std().item<float>();
    }

    private (double Psnr, double Survives) Measure(AutoencoderKL model, int count)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var random = new DemoRandom(Seeds.Of(settings.Seed, "autoencoder-measure", 0));
        var scenes = Enumerable.Range(0, count).Select(_ => Scene.All[random.Next(Scene.All.Count)]).ToList();
        var drawn = scenes.Select((s, i) => SceneSampler.Draw(s, 1_000_000 + i)).ToList();
        var images = ImageTensors.ToTensor(drawn);
        var decoded = model.Decode(model.Encode(images).Mean);
        var mse = ((decoded.clamp(-1, 1) - images) / 2).pow(2).mean(new long[] { 1, 2, 3 });
        var right = ImageTensors.ToImages(decoded).Zip(scenes).Count(p => SceneChecker.Matches(p.First.Rgb.Span, p.Second).AllCorrect);
        return ((-10 * mse.log10()).mean().item<float>(), (double)right / count);
    }

    private static Tensor Draw(int count, DemoRandom random) => ImageTensors.ToTensor(
        [.. Enumerable.Range(0, count).Select(_ => SceneSampler.Draw(Scene.All[random.Next(Scene.All.Count)], random.Next(int.MaxValue)))]);
}
