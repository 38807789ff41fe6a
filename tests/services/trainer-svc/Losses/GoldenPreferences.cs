using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Weights;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

/// <summary>The reference data's policy, its frozen reference and the preference losses between them.</summary>
internal sealed class GoldenPreferences : IDisposable
{
    private const string Folder = "dpo";
    private readonly UNet2DConditionModel _reference;
    private readonly NoiseSchedule _schedule;

    public GoldenPreferences()
    {
        var model = GoldenFolder.RequireJson(Folder, "info.json").GetProperty("base_model").GetString()!;
        _schedule = new NoiseSchedule(SchedulerConfig.Load(GoldenFolder.Require(model, "scheduler", "scheduler_config.json")));
        _reference = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(model, "unet"));
        Policy = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(model, "unet"));
        using var delta = SafetensorsFile.Open(GoldenFolder.Require(Folder, "policy_delta.safetensors"));
        using var noGrad = no_grad();
        foreach (var (name, parameter) in Policy.named_parameters().Where(entry => delta.Entries.ContainsKey(entry.name)))
        {
            using var change = delta.Read(name);
            parameter.add_(change);
        }
    }

    /// <summary>The strengths that the reference data has; one that names no data where there is none.</summary>
    public static IEnumerable<TheoryDataRow<int>> Betas => GoldenFolder.Find(Folder, "info.json") is { } info
        ? GoldenFolder.ReadJson(info).GetProperty("betas").EnumerateArray().Select(beta => new TheoryDataRow<int>((int)beta.GetDouble()))
        : [new TheoryDataRow<int>(0)];

    public UNet2DConditionModel Policy { get; }

    public static GoldenTensors Open(string file) => new(Folder, file);

    /// <summary>The errors of both models, computed as training computes them.</summary>
    /// <param name="texts"><c>[B, 2, T, C]</c>.</param>
    /// <param name="latents"><c>[B, 2, C, h, w]</c>.</param>
    /// <param name="noise"><c>[B, C, h, w]</c>.</param>
    /// <param name="timesteps"><c>[B]</c>.</param>
    public (Tensor Policy, Tensor Reference) Errors(Tensor texts, Tensor latents, Tensor noise, Tensor timesteps)
    {
        using var conditioning = new Conditioning(texts.reshape([-1, .. texts.shape[2..]]), null, null);
        var batch = new AlignmentBatch(latents, arange(2 * texts.shape[0], dtype: int64).view(-1, 2), noise, timesteps);
        var errors = new DenoisingErrors(_schedule, conditioning);
        using var noGrad = no_grad();
        var reference = errors.Of(_reference, batch);
        using var withGrad = enable_grad();
        return (errors.Of(Policy, batch), reference);
    }

    public void Dispose()
    {
        Policy.Dispose();
        _reference.Dispose();
    }
}
