using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers;

public sealed class When_a_model_folder_cannot_be_used : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("absent", "instructengine pretrain")]
    [InlineData("../elsewhere", "outside the models folder")]
    public async Task The_reason_names_it_and_what_would_help(string model, string help)
    {
        using var renderers = new CheckpointRenderers(new ModelRoot(_folder.PathOf("")));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => renderers.GetAsync(model, default));
        Assert.Contains($"'{model}'", failure.Message);
        Assert.Contains(help, failure.Message);
    }

    [Fact]
    public async Task A_folder_that_is_mended_loads_without_a_restart()
    {
        Directory.CreateDirectory(_folder.PathOf("tiny"));
        using var renderers = new CheckpointRenderers(new ModelRoot(_folder.PathOf("")));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => renderers.GetAsync("tiny", default));
        Assert.Contains("model_index.json", failure.Message);

        TinyModel.Write(_folder.PathOf("tiny"), seed: 1);
        var renderer = await renderers.GetAsync("tiny", default);
        Assert.Same(renderer, await renderers.GetAsync("tiny", default));
    }

    public void Dispose() => _folder.Dispose();
}
