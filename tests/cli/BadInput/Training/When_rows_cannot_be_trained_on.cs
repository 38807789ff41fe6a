using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_rows_cannot_be_trained_on(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    private static readonly Dictionary<string, PickAPic.Row> Bad = new()
    {
        ["1 × undecodable image (a/0000001: jpg_0: The JPEG file is damaged"] = PickAPic.Good(1) with { Jpg0 = [0xFF, 0xD8, 0xFF, 1, 2, 3] },
        ["1 × undecodable image (a/0000001: jpg_1: Not an image file"] = PickAPic.Good(1) with { Jpg1 = [1, 2, 3] },
        ["1 × tie in the check (a/0000001: both labels are 0.5)"] = PickAPic.Good(1) with { Label0 = 0.5, Label1 = 0.5 },
        ["1 × not compared (a/0000001: has_label is false)"] = PickAPic.Good(1) with { HasLabel = false },
        ["1 × not compared (a/0000001: it has no label)"] = PickAPic.Good(1) with { Label0 = null },
        ["1 × not compared (a/0000001: its labels are NaN and 0)"] = PickAPic.Good(1) with { Label0 = double.NaN },
        ["1 × empty instruction (a/0000001)"] = PickAPic.Good(1) with { Caption = " " },
        ["1 × missing image (a/0000001)"] = PickAPic.Good(1) with { Jpg1 = null },
        ["1 × equal images (a/0000001)"] = PickAPic.Good(1) with { Jpg1 = PickAPic.Good(1).Jpg0 },
    };

    public static TheoryData<string> Faults => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task They_are_counted_with_the_reason_and_refused(string said)
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0), Bad[said], PickAPic.Good(2));

        await _bench.RefusedAsync("1 of 3 rows", data, "--loss", "diffusion-dpo");
        await _bench.RefusedAsync(said, data, "--loss", "diffusion-dpo");
        await _bench.RefusedAsync("--bad-pairs skip", data, "--loss", "diffusion-dpo");
    }

    [Fact]
    public async Task They_are_left_out_where_that_is_asked_for_in_the_same_folder()
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), [PickAPic.Good(0), .. Bad.Values, PickAPic.Good(2)]);
        await _bench.RefusedAsync($"{Bad.Count} of {Bad.Count + 2} rows", data, "--loss", "diffusion-dpo");
        var run = await _bench.RunAsync(data, "--loss", "diffusion-dpo", "--bad-pairs", "skip");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith("diffusion-dpo on 2 pairs", run.Output);
        Assert.Contains($"{Bad.Count} left out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_leaves_the_folder_to_other_settings()
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), [PickAPic.Good(0), PickAPic.Good(1), .. Bad.Values]);
        await _bench.RefusedAsync("rows", data, "--loss", "diffusion-dpo");
        var run = await _bench.RunAsync(data, "--loss", "sft", "--seed", "5", "--bad-pairs", "skip", "--max-pairs", "1");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith("sft on 1 pairs", run.Output);
    }

    [Fact]
    public async Task All_of_them_are_no_data()
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), [.. Bad.Values]);

        await _bench.RefusedAsync($"All {Bad.Count} are bad: 3 × not compared", data, "--loss", "diffusion-dpo", "--bad-pairs", "skip");
    }

    public void Dispose() => _bench.Dispose();
}
