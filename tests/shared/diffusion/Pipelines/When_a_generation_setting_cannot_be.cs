using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class When_a_generation_setting_cannot_be : IDisposable
{
    private static readonly GenerationSettings Good = new() { Steps = 2, GuidanceScale = 2 };
    private readonly TextToImagePipeline _pipeline = TinyPipeline.Create();

    public static IEnumerable<TheoryDataRow<string, GenerationSettings>> Bad =>
    [
        new("Height is 7; a multiple of 4", Good with { Height = 7 }),
        new("Width is 7; a multiple of 4", Good with { Width = 7 }),
        new("Width is -8", Good with { Width = -8 }),
        new("Height is 0", Good with { Height = 0 }),
        new("Height is 1000000", Good with { Height = 1_000_000 }),
        new("Steps is 0", Good with { Steps = 0 }),
        new("Steps is -1", Good with { Steps = -1 }),
        new("between 1 and 1000", Good with { Steps = 1001 }),
        new("GuidanceScale is NaN", Good with { GuidanceScale = double.NaN }),
        new("GuidanceScale is ∞", Good with { GuidanceScale = double.PositiveInfinity }),
        new("GuidanceRescale is 2", Good with { GuidanceRescale = 2 }),
        new("'NoScheduler' is unknown", Good with { Scheduler = TinyPipeline.Scheduler with { ClassName = "NoScheduler" } }),
        new("v_prediction is needed", Good with { Scheduler = TinyPipeline.Scheduler with { PredictionType = "epsilon" } }),
    ];

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void It_is_named_with_what_would_be_right(string said, GenerationSettings settings)
    {
        var fault = Assert.ThrowsAny<ArgumentException>(() => _pipeline.Generate([new ImageRequest("a", null, 1)], settings));
        Assert.Contains(said.Replace("∞", $"{double.PositiveInfinity}"), fault.Message);
    }

    [Fact]
    public void No_request_is_refused() => Assert.Throws<ArgumentException>(() => _pipeline.Generate([], Good));

    public void Dispose() => _pipeline.Dispose();
}
