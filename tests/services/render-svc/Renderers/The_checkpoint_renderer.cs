using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers;

public sealed class The_checkpoint_renderer : IDisposable
{
    private const int Pairs = 8;
    private readonly TemporaryFolder _folder = new();

    public The_checkpoint_renderer() => TinyModel.Write(_folder.PathOf("tiny"), seed: 1);

    [Fact]
    public void Gives_a_pair_the_same_bytes_alone_among_others_and_in_another_instance()
    {
        using var alone = CheckpointRenderer.Load("tiny", _folder.PathOf("tiny"));
        var expected = Enumerable.Range(0, Pairs).Select(pair => CheckpointRendererBench.Draw(alone, pair)).ToList();
        Assert.Equal(Pairs, expected.Select(Convert.ToHexString).Distinct().Count());

        using var shared = CheckpointRenderer.Load("tiny", _folder.PathOf("tiny"));
        Parallel.For(0, 4 * Pairs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, draw =>
            Assert.True(expected[draw % Pairs].AsSpan().SequenceEqual(CheckpointRendererBench.Draw(shared, draw % Pairs)), $"pair {draw % Pairs} differs"));
    }

    [Fact]
    public void Names_its_weights_by_their_content()
    {
        TinyModel.Write(_folder.PathOf("same"), seed: 1);
        TinyModel.Write(_folder.PathOf("other"), seed: 2);
        var hashes = new[] { "tiny", "same", "other" }.Select(name =>
        {
            using var renderer = CheckpointRenderer.Load(name, _folder.PathOf(name));
            return renderer.WeightsHash;
        }).ToList();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    public void Dispose() => _folder.Dispose();
}
