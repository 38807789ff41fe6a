using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public sealed class Work_in_a_shared_folder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _made;

    private string Work => _folder.PathOf("work");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Is_done_once()
    {
        await CompleteAsync("a", "b", "a");
        var results = await CompleteAsync("b", "c");

        Assert.Equal(3, _made);
        Assert.Equal(["result of b", "result of c"], results.Select(result => result.Text));
    }

    [Fact]
    public void Is_claimed_by_one_at_a_time()
    {
        var (one, other) = (new WorkFolder(Work), new WorkFolder(Work));
        using (var claim = one.Claim("kind", "id"))
        {
            Assert.NotNull(claim);
            Assert.Null(other.Claim("kind", "id"));
            using var another = other.Claim("kind", "another");
            Assert.NotNull(another);
        }

        using var free = other.Claim("kind", "id");
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Goes_on_where_a_process_died_with_its_claim()
    {
        Directory.CreateDirectory(Path.Combine(Work, "kind"));
        await File.WriteAllTextAsync(Path.Combine(Work, "kind", "a.json.lock"), "4194304");

        Assert.Equal("result of a", (await CompleteAsync("a"))[0].Text);
    }

    [Fact]
    public async Task Waits_for_what_another_has_in_hand()
    {
        var other = new WorkFolder(Work);
        var claim = other.Claim("kind", "a")!;
        var waiting = CompleteAsync("a", "b");
        await Task.Delay(200);
        Assert.False(waiting.IsCompleted);

        other.Store("kind", "a", new Result("of the other"));
        claim.Dispose();

        Assert.Equal(["of the other", "result of b"], (await waiting).Select(result => result.Text));
        Assert.Equal(1, _made);
    }

    private Task<IReadOnlyList<Result>> CompleteAsync(params string[] ids) => new Workshop(new WorkFolder(Work), TextWriter.Null).CompleteAsync(
        "work",
        [.. ids.Select(id => new Unit<Result>("kind", id, id, () =>
        {
            _made++;
            return Task.FromResult(new Result($"result of {id}"));
        }))]);

    private sealed record Result(string Text);
}
