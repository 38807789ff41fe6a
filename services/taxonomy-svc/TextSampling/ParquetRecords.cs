using System.Text;
using Parquet;
using Parquet.Schema;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// The text column of a Parquet file that the <see cref="PromptColumn"/> names find, or its only one. A row is a record; the column of one
/// row group is in memory at a time.
/// </summary>
internal static class ParquetRecords
{
    /// <exception cref="CorpusException">It is no readable Parquet file, or has no such column.</exception>
    public static IEnumerable<CorpusRecord> Read(Stream content, string corpusName)
    {
        using var opened = new Opened(content, corpusName);
        var row = 0;
        for (var group = 0; group < opened.Groups; group++)
        {
            foreach (var text in opened.Read(group))
            {
                row++;
                yield return text is null ? CorpusRecord.Faulty(row, DropReason.Malformed) : Record(row, text);
            }
        }
    }

    private static CorpusRecord Record(int row, string text) =>
        text.Length > CorpusLimits.MaxRecordBytes ? CorpusRecord.Faulty(row, DropReason.TooLong)
        : text.Contains('\uFFFD', StringComparison.Ordinal) ? CorpusRecord.Faulty(row, DropReason.InvalidEncoding)
        : CorpusRecord.Of(row, text);

    /// <summary>The library reads asynchronously only; what is read here is a local file.</summary>
    private sealed class Opened : IDisposable
    {
        private readonly string _corpusName;
        private readonly ParquetReader _reader;
        private readonly DataField _column;

        public Opened(Stream content, string corpusName)
        {
            _corpusName = corpusName;
            _reader = Guarded(() => ParquetReader.CreateAsync(content, leaveStreamOpen: true).GetAwaiter().GetResult());
            _column = Column(_reader.Schema);
        }

        public int Groups => _reader.RowGroupCount;

        public IReadOnlyList<string?> Read(int index) => Guarded(() => ReadAsync(index).GetAwaiter().GetResult());

        public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

        private static bool IsBytes(DataField field) => field.ClrType == typeof(byte[]) || field.ClrType == typeof(ReadOnlyMemory<byte>);

        private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) || IsBytes(field);

        private async Task<IReadOnlyList<string?>> ReadAsync(int index)
        {
            using var group = _reader.OpenRowGroupReader(index);
            if (!IsBytes(_column))
            {
                var texts = new string?[group.RowCount];
                await group.ReadAsync(_column, texts.AsMemory());
                return texts;
            }

            var values = new byte[]?[group.RowCount];
            await group.ReadAsync(_column, values.AsMemory());
            return Array.ConvertAll(values, value => value is null ? null : Encoding.UTF8.GetString(value));
        }

        private DataField Column(ParquetSchema schema)
        {
            // A text inside a list has another number of values than there are rows.
            var texts = schema.Fields.OfType<DataField>().Where(field => !field.IsArray && IsText(field)).ToList();
            var found = PromptColumn.Find(texts.ConvertAll(field => field.Name));
            return found >= 0 ? texts[found]
                : texts.FindAll(field => !IsBytes(field)) is [var only] ? only
                : throw new CorpusException(
                    _corpusName,
                    $"has no text column that is called {PromptColumn.Choices}; its columns are {string.Join(", ", schema.Fields.Select(field => field.Name))}. Rename one.");
        }

        private T Guarded<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception exception) when (exception is not (CorpusException or OutOfMemoryException or OperationCanceledException))
            {
                throw new CorpusException(_corpusName, $"is not readable as Parquet: {exception.Message}", exception);
            }
        }
    }
}
