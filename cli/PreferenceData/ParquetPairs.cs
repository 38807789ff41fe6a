using System.Runtime.CompilerServices;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Storage.Content;
using Parquet;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>
/// A Parquet file with Pick-a-Pic's columns: <c>caption</c>, <c>jpg_0</c>, <c>jpg_1</c> (encoded images), <c>label_0</c>, <c>label_1</c>, and where it has them
/// <c>has_label</c>, <c>model_0</c>, <c>model_1</c>. A file with <c>caption_0</c> and <c>caption_1</c> has an instruction for each image. One row group is in memory at a time.
/// </summary>
internal sealed class ParquetPairs : IAsyncDisposable
{
    public const string Extension = ".parquet";
    private const int FooterRead = 64 << 10;
    private readonly string _file;
    private readonly ParquetReader _reader;
    private readonly ParquetColumns _columns;

    private ParquetPairs(string file, ParquetReader reader, ParquetColumns columns, string fingerprint) =>
        (_file, _reader, _columns, Fingerprint) = (file, reader, columns, fingerprint);

    public long Rows => _reader.RowGroups.Sum(group => group.RowCount);

    /// <summary>In a file's metadata: how many instructions each pair of an export had.</summary>
    public const string InstructionsKey = "instructengine.instructions";

    public bool HasTwoInstructions => _columns.Has(ParquetColumns.OtherCaption)
        || _columns.Has(ParquetColumns.ManifestLine) && _reader.CustomMetadata.GetValueOrDefault(InstructionsKey) == "2";

    /// <summary>Hash of the file's name, length and end, where Parquet keeps its schema, places and statistics.</summary>
    public string Fingerprint { get; }

    /// <exception cref="CommandFailure">The file cannot be read, is no Parquet, or lacks a column.</exception>
    public static async Task<ParquetPairs> OpenAsync(string file, CancellationToken cancellationToken, string option = "--data")
    {
        ParquetReader? reader = null;
        try
        {
            reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
            return new ParquetPairs(file, reader, ParquetColumns.Of(file, reader.Schema, option), FingerprintOf(file));
        }
        catch (Exception exception) when (exception is not (CommandFailure or OperationCanceledException))
        {
            await DisposeAsync(reader);
            throw Unreadable(file, exception);
        }
        catch
        {
            await DisposeAsync(reader);
            throw;
        }
    }

    /// <exception cref="CommandFailure">The file is damaged.</exception>
    public async IAsyncEnumerable<PickAPicRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            foreach (var row in await ReadGroupAsync(group, number, cancellationToken))
            {
                number++;
                yield return row;
            }
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async Task<IReadOnlyList<PickAPicRow>> ReadGroupAsync(int group, long first, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = _reader.OpenRowGroupReader(group);
            return await _columns.ReadAsync(reader, row => $"{Path.GetFileNameWithoutExtension(_file)}/{first + row:D7}", cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Unreadable(_file, exception);
        }
    }

    private static string FingerprintOf(string file)
    {
        using var stream = File.OpenRead(file);
        stream.Seek(-Math.Min(FooterRead, stream.Length), SeekOrigin.End);
        var end = new byte[Math.Min(FooterRead, stream.Length)];
        stream.ReadExactly(end);
        return ContentIds.Create(Path.GetFileName(file), $"{stream.Length}", ContentIds.Sha256Hex(end));
    }

    private static async ValueTask DisposeAsync(ParquetReader? reader)
    {
        if (reader is not null)
            await reader.DisposeAsync();
    }

    private static CommandFailure Unreadable(string file, Exception exception) =>
        new(ExitCodes.Usage, $"--data: {file} cannot be read as Parquet: {exception.Message.TrimEnd('.')}. It may be another kind of file, or not wholly copied.", exception);
}
