using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>The reader throws its own exception exactly where a plain parser of the format finds a fault, and else gives that parser's tensors.</summary>
[Collection<RunAlone>]
public sealed class Any_bytes_are_read_right_or_refused
{
    private const int InMemory = 120_000;
    private const int InFiles = 4_000;
    private const int PerSeed = 1_000;

    [Fact]
    public void Of_the_header()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < InMemory / PerSeed; seed++)
        {
            var files = new MutatedFiles(seed);
            for (var i = 0; i < PerSeed; i++)
            {
                var bytes = files.Next();
                var expected = PlainParse.Of(bytes);
                var header = Attempt(expected, bytes, () => SafetensorsHeader.Read("fuzz", new MemoryStream(bytes)), $"seed {seed}, case {i}");
                Same(expected, header?.Entries, e => bytes.AsSpan((int)e.Offset, (int)e.Length).ToArray(), $"seed {seed}, case {i}");
                _ = expected is null ? refused++ : accepted++;
            }
        }

        // Else the mutations would say little.
        Assert.True(accepted > InMemory / 10 && refused > InMemory / 3, $"{accepted} accepted, {refused} refused");
    }

    [Fact]
    public void Of_the_tensors_of_a_file()
    {
        using var file = SafetensorsBytes.Raw([]);
        var files = new MutatedFiles(-1);
        for (var i = 0; i < InFiles; i++)
        {
            using var scope = NewDisposeScope();
            var bytes = files.Next();
            var expected = PlainParse.Of(bytes);
            File.Delete(file.Path);
            File.WriteAllBytes(file.Path, bytes);
            using var opened = Attempt(expected, bytes, () => SafetensorsFile.Open(file.Path), $"case {i}");
            Same(expected, opened?.Entries, e => opened!.Read(e.Name).bytes.ToArray(), $"case {i}, read");
            Same(expected, opened?.Entries, e => opened!.Map(e.Name).bytes.ToArray(), $"case {i}, mapped");
        }
    }

    private static T? Attempt<T>(Dictionary<string, PlainTensor>? expected, byte[] bytes, Func<T> read, string at)
        where T : class
    {
        try
        {
            var result = read();
            Assert.True(expected is not null, $"{at}: accepted, but it is damaged: {Convert.ToBase64String(bytes)}");
            return result;
        }
        catch (SafetensorsException e)
        {
            Assert.True(expected is null, $"{at}: refused, but it is well-formed ({e.Message}): {Convert.ToBase64String(bytes)}");
            return null;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{at}: a {e.GetType().Name}: {Convert.ToBase64String(bytes)}", e);
        }
    }

    private static void Same(
        Dictionary<string, PlainTensor>? expected, IReadOnlyDictionary<string, SafetensorsEntry>? entries, Func<SafetensorsEntry, byte[]> bytesOf, string at)
    {
        if (expected is null)
            return;
        Assert.True(expected.Count == entries!.Count, at);
        foreach (var (name, tensor) in expected)
        {
            var entry = entries[name];
            Assert.True(tensor.Dtype == SafetensorsDtype.Of(entry.Dtype).Name, at);
            Assert.True(tensor.Shape.AsSpan().SequenceEqual(entry.Shape.ToArray()), at);
            Assert.True(tensor.Bytes.AsSpan().SequenceEqual(bytesOf(entry)), at);
        }
    }
}
