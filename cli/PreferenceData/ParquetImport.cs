using System.Text.Json;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Hosting;
using InstructEngine.Storage;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>Turns Parquet files into a dataset's folder, as a run leaves one: images in the model's size, and a manifest. A folder that has it already is left as it is.</summary>
internal sealed class ParquetImport(PreferenceSource source, ImageSize? size, int? maxPairs, string folder)
{
    private const int RowsAtOnce = 64;
    private readonly string _images = Path.Combine(folder, DatasetFolderBlobs.ImagesName);
    private readonly List<ManifestLine> _lines = [];
    private readonly List<BadPair> _bad = [];

    /// <summary>An exported pair has a row for each of its instructions; the first that is met stands for it.</summary>
    private readonly HashSet<string> _exported = new(StringComparer.Ordinal);

    /// <summary>What it wrote, once it has run; empty where it was there already.</summary>
    public IReadOnlyList<ManifestLine> Lines => _lines;

    /// <param name="show">Told of the rows read.</param>
    /// <exception cref="CommandFailure">A file is damaged, or the folder cannot be written.</exception>
    public async Task<ImportRecord> RunAsync(Action<int> show, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(cancellationToken) is { } done)
                return done;

            Directory.CreateDirectory(_images);
            var rows = await ReadAsync(show, cancellationToken);
            await AtomicFile.WriteAsync(Path.Combine(folder, DatasetFolderBlobs.ManifestName), DatasetManifest.Write(_lines), cancellationToken);
            var record = new ImportRecord(source.Fingerprint, size?.Width ?? 0, size?.Height ?? 0, maxPairs, rows, _bad);
            await AtomicFile.WriteAsync(Path.Combine(folder, ImportRecord.Name), JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options), cancellationToken);
            return record;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.OutputUnusable, $"The pairs cannot be written to {folder}: {exception.Message} Make room there, or name another folder with --out.", exception);
        }
    }

    private async Task<ImportRecord?> FindAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ImportRecord.Name);
        if (!File.Exists(file))
            return null;

        var record = JsonSerializer.Deserialize<ImportRecord>(await File.ReadAllBytesAsync(file, cancellationToken), StorageJson.Options);
        return record is not null && (record.Fingerprint, record.Width, record.Height, record.MaxPairs) == (source.Fingerprint, size?.Width ?? 0, size?.Height ?? 0, maxPairs)
            ? record
            : null;
    }

    private async Task<int> ReadAsync(Action<int> show, CancellationToken cancellationToken)
    {
        var rows = 0;
        foreach (var file in source.Parquet)
        {
            await using var pairs = await ParquetPairs.OpenAsync(file, cancellationToken);
            await foreach (var chunk in pairs.ReadAsync(cancellationToken).Chunk(RowsAtOnce))
            {
                await AddAsync(chunk, cancellationToken);
                rows += chunk.Length;
                show(rows);
                if (_lines.Count >= maxPairs)
                {
                    _lines.RemoveRange(maxPairs.Value, _lines.Count - maxPairs.Value);
                    return rows;
                }
            }
        }

        return rows;
    }

    private async Task AddAsync(PickAPicRow[] rows, CancellationToken cancellationToken)
    {
        var imports = new RowImport[rows.Length];
        await Parallel.ForAsync(0, rows.Length, cancellationToken, async (index, stop) =>
        {
            var import = imports[index] = RowImport.Of(rows[index], size);
            if (import.Line is { } line)
            {
                await WriteAsync(line.PreferredImage, import.Preferred, stop);
                await WriteAsync(line.DispreferredImage, import.Dispreferred, stop);
            }
        });
        _lines.AddRange(imports.Where((import, index) => rows[index].ManifestLine is null || import.Line is null || _exported.Add(import.Line.TripleId))
            .Select(import => import.Line).OfType<ManifestLine>());
        _bad.AddRange(imports.Select(import => import.Bad).OfType<BadPair>());
    }

    private async Task WriteAsync(ManifestImage image, byte[] png, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_images, image.Sha256 + ".png");
        if (File.Exists(file))
            return;

        // Two rows may have the same image: each writes its own temporary file, and one of them wins.
        var temporary = $"{file}.{Guid.NewGuid():n}";
        await File.WriteAllBytesAsync(temporary, png, cancellationToken);
        File.Move(temporary, file, overwrite: true);
    }
}
