using Parquet;
using Parquet.Schema;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>Reads one column of a row group, whatever it is of and whether or not it may be null.</summary>
internal static class ParquetValues
{
    public static bool AreBytes(DataField field) => field.ClrType == typeof(byte[]) || field.ClrType == typeof(ReadOnlyMemory<byte>);

    /// <summary>In a word.</summary>
    public static string KindOf(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) ? "text" : field.ClrType.Name;

    public static async Task<byte[]?[]> BytesAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var values = new byte[]?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
        return values;
    }

    public static async Task<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
        return values;
    }

    /// <exception cref="InvalidDataException">The column is not of numbers.</exception>
    public static Task<double?[]> NumbersAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken) =>
        Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Double => AsNumbersAsync<double>(group, field, value => value, cancellationToken),
            TypeCode.Single => AsNumbersAsync<float>(group, field, value => value, cancellationToken),
            TypeCode.Int64 => AsNumbersAsync<long>(group, field, value => value, cancellationToken),
            TypeCode.Int32 => AsNumbersAsync<int>(group, field, value => value, cancellationToken),
            TypeCode.Boolean => AsNumbersAsync<bool>(group, field, value => value ? 1 : 0, cancellationToken),
            _ => throw new InvalidDataException($"column {field.Name} is of {field.ClrType.Name}; numbers are needed"),
        };

    private static async Task<double?[]> AsNumbersAsync<T>(
        ParquetRowGroupReader group, DataField field, Func<T, double> convert, CancellationToken cancellationToken)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[group.RowCount];
            await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
            return [.. values.Select(value => (double?)convert(value))];
        }

        var optional = new T?[group.RowCount];
        await group.ReadAsync<T>(field, optional.AsMemory(), cancellationToken: cancellationToken);
        return [.. optional.Select(value => value is { } number ? convert(number) : (double?)null)];
    }
}
