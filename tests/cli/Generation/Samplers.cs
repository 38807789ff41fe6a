using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class Samplers(TinyModelFolder model) : IDisposable
{
    private static readonly SchedulerConfig Published = new()
    {
        ClassName = "PNDMScheduler",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        BetaSchedule = "scaled_linear",
        StepsOffset = 1,
        SkipPrkSteps = true,
        ClipSample = false,
        SetAlphaToOne = false,
    };

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Each_draws_another_image()
    {
        var copy = model.CopyTo(_folder.File("model"));
        Published.Save(Path.Combine(copy, "scheduler", "scheduler_config.json"));
        var images = new HashSet<string>();
        foreach (var sampler in Sampler.Known)
        {
            var run = await Generate.RunAsync(copy, _folder.File("a.png"), "--scheduler", sampler.Name, "--steps", "5", "--json");
            Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
            Assert.Contains($"Sampler: {sampler.Label},", PngTexts.Read(File.ReadAllBytes(_folder.File("a.png")))["parameters"], StringComparison.Ordinal);
            images.Add(run.Output.Split("sha256")[1]);
        }

        Assert.Equal(Sampler.Known.Count, images.Count);
    }

    [Fact]
    public void Keep_the_noise_schedule_of_the_model() => Assert.All(Sampler.Known, sampler =>
    {
        var adapted = sampler.Adapt(Published with { PredictionType = "v_prediction" });
        Assert.Equal(
            (Published.BetaStart, Published.BetaEnd, Published.BetaSchedule, Published.StepsOffset, "v_prediction"),
            (adapted.BetaStart, adapted.BetaEnd, adapted.BetaSchedule, adapted.StepsOffset, adapted.PredictionType));
        using var made = SchedulerFactory.Create(adapted);
        Assert.Equal(adapted.ClassName, made.GetType().Name);
    });

    [Fact]
    public void The_name_decides_about_Karras_sigmas_whatever_the_model_has() =>
        Assert.Equal(["dpm++2m-karras"], Sampler.Known.Where(sampler => sampler.Name is not ("ddim" or "ddpm" or "pndm"))
            .Where(sampler => sampler.Adapt(Published with { UseKarrasSigmas = true }).UseKarrasSigmas).Select(sampler => sampler.Name));

    [Fact]
    public async Task One_that_cannot_start_from_pure_noise_is_refused_before_the_weights_are_read()
    {
        var copy = model.CopyTo(_folder.File("model"));
        Directory.Delete(Path.Combine(copy, "tokenizer_2"), recursive: true);

        var run = await Generate.RunAsync(copy, _folder.File("a.png"), "--scheduler", "pndm");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--scheduler is 'pndm'", run.Error, StringComparison.Ordinal);
        Assert.Contains("ddim, ddpm, euler", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_own_is_unknown_can_be_drawn_with_another()
    {
        var copy = model.CopyTo(_folder.File("model"));
        (Published with { ClassName = "UniPCMultistepScheduler", SolverType = "bh2" }).Save(Path.Combine(copy, "scheduler", "scheduler_config.json"));

        var refused = await Generate.RunAsync(copy, _folder.File("a.png"));
        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains("UniPCMultistepScheduler", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--scheduler takes another: ddim", refused.Error, StringComparison.Ordinal);
        foreach (var other in Sampler.Known)
            Assert.Equal(ExitCodes.Ok, (await Generate.RunAsync(copy, _folder.File("a.png"), "--scheduler", other.Name)).ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
