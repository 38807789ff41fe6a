using DuckDB.NET.Data;

namespace InstructEngine.Benchmarks.Datasets;

/// <summary>Reads every byte of an export with programs that had no part in writing it, and compares hashes where the format has them.</summary>
internal static class ReadBack
{
    /// <exception cref="InvalidOperationException">Something else was read than was written.</exception>
    public static async Task<string> CheckAsync(string format, string folder, int rows)
    {
        switch (format)
        {
            case "pickapic":
                return CheckParquet(folder, rows);
            case "webdataset":
                await ShellAsync($"for f in {folder}/data/*/*.tar; do tar -xOf $f | wc -c > /dev/null || exit 1; done");
                Require(int.Parse(await ShellAsync($"for f in {folder}/data/*/*.tar; do tar -tf $f; done | wc -l"), null), 4 * rows, "members");
                return "tar";
            default:
                await ShellAsync(
                    $"find {folder}/data -name '*.png' -print0 | xargs -0 sha256sum | awk '{{ if (index($2, $1) == 0) bad++ }} END {{ exit bad > 0 }}'");
                Require(int.Parse(await ShellAsync($"cat {folder}/data/*/metadata.jsonl | wc -l"), null), rows, "lines");
                return "sha256sum";
        }
    }

    private static string CheckParquet(string folder, int rows)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT count(*), count(*) FILTER (WHERE sha256(jpg_0) = image_0_uid AND sha256(jpg_1) = image_1_uid), count(DISTINCT caption)
            FROM read_parquet('{folder}/data/*/*.parquet')
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        Require((int)reader.GetInt64(0), rows, "rows");
        Require((int)reader.GetInt64(1), rows, "rows with the images that they name");
        return "DuckDB";
    }

    private static async Task<string> ShellAsync(string script) => (await MeasuredProcess.RunAsync("bash", "-o", "pipefail", "-c", script)).Output.Trim();

    private static void Require(int found, int expected, string what)
    {
        if (found != expected)
            throw new InvalidOperationException($"{found} {what} were read, {expected} were written.");
    }
}
