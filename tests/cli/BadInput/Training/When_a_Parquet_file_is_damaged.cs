using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_a_Parquet_file_is_damaged(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public Task One_that_is_no_Parquet_is_told_so() =>
        _bench.RefusedAsync("a.parquet cannot be read as Parquet", _bench.Folder.Write("a.parquet", "not at all, but long enough to hold a footer"));

    [Fact]
    public Task An_empty_one_is_told_so() => _bench.RefusedAsync("a.parquet cannot be read as Parquet", _bench.Folder.Write("a.parquet", ""));

    [Fact]
    public async Task A_truncated_one_is_told_so()
    {
        var whole = File.ReadAllBytes(await PickAPic.WriteAsync(_bench.Folder.File("whole.parquet"), PickAPic.Good(0, 6)));

        await _bench.RefusedAsync("a.parquet cannot be read as Parquet", _bench.Folder.Write("a.parquet", whole[..(whole.Length / 2)]), "--loss", "diffusion-dpo");
    }

    [Fact]
    public async Task Damage_in_the_middle_is_found_while_it_is_read()
    {
        var whole = File.ReadAllBytes(await PickAPic.WriteAsync(_bench.Folder.File("whole.parquet"), PickAPic.Good(0, 6)));
        Array.Fill(whole, (byte)0xFF, 4, whole.Length / 2);

        await _bench.RefusedAsync("a.parquet cannot be read as Parquet", _bench.Folder.Write("a.parquet", whole), "--loss", "diffusion-dpo");
    }

    public void Dispose() => _bench.Dispose();
}
