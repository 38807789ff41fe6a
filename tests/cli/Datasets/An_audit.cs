using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class An_audit
{
    [Fact]
    public async Task Finds_the_pairs_of_a_good_run_to_be_what_they_say()
    {
        using var bench = await ExportBench.OfRunAsync();

        var report = await AuditAsync(bench, ExitCodes.Ok, "--run", bench.Data, "--drawbench", bench.Folder.Write("suite.csv", "Prompts,Category\nA red colored car.,Colors\n"));

        Assert.Equal(bench.Manifest.Length, report.GetProperty("pairs").GetInt32());
        foreach (var dimension in report.GetProperty("dimensions").EnumerateArray())
        {
            foreach (var check in new[] { "recorded", "checked" })
            {
                Assert.Equal(1, dimension.GetProperty(check).GetProperty("agreement").GetDouble());
                Assert.Equal(0, dimension.GetProperty(check).GetProperty("disagreement").GetDouble());
            }

            Assert.Equal(0, dimension.GetProperty("checked").GetProperty("crossedWhole").GetDouble());
        }

        Assert.Equal((1, 0), (report.GetProperty("suite").GetProperty("prompts").GetInt32(), report.GetProperty("suite").GetProperty("overlaps").GetInt32()));
        Assert.Equal(report.GetProperty("coverage").GetProperty("leaves").GetInt32(), report.GetProperty("coverage").GetProperty("covered").GetInt32());
        var page = await File.ReadAllTextAsync(bench.Folder.File("audit.html"));
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", WebUtility.HtmlDecode(page).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sees_pictures_that_were_exchanged()
    {
        using var bench = await ExportBench.OfRunAsync();
        var dataset = Path.Combine(bench.Data, "dataset");
        var lines = File.ReadAllLines(Path.Combine(dataset, "manifest.jsonl")).Select(line =>
        {
            var pair = JsonNode.Parse(line)!;
            var (first, second) = (pair["preferredImage"]!.DeepClone(), pair["dispreferredImage"]!.DeepClone());
            (pair["preferredImage"], pair["dispreferredImage"]) = (second, first);
            return pair.ToJsonString();
        }).ToArray();
        File.WriteAllLines(Path.Combine(dataset, "manifest.jsonl"), lines);

        var report = await AuditAsync(bench, ExitCodes.Ok, "--data", dataset);

        Assert.All(report.GetProperty("dimensions").EnumerateArray(), dimension =>
        {
            Assert.Equal(1, dimension.GetProperty("checked").GetProperty("disagreement").GetDouble());
            Assert.Equal(1, dimension.GetProperty("checked").GetProperty("crossedWhole").GetDouble());
            Assert.Equal(JsonValueKind.Null, dimension.GetProperty("recorded").ValueKind);
        });
    }

    [Fact]
    public async Task Counts_repetitions_and_what_evaluation_suites_ask_as_well()
    {
        using var bench = ExportBench.OfDataset(4);
        var manifest = Path.Combine(bench.Data, "manifest.jsonl");
        var first = JsonNode.Parse(File.ReadLines(manifest).First())!;
        first["tripleId"] = "triple-zzz";
        (first["preferred"], first["dispreferred"]) = ("A blue disc, 0", "a red DISC 0");
        File.AppendAllText(manifest, first.ToJsonString() + "\n");

        var report = await AuditAsync(bench, ExitCodes.RunFailed, "--data", bench.Data, "--drawbench", bench.Folder.Write("suite.txt", "a castle\nA Red disc 3.\n"));

        Assert.Equal((1, 2), (report.GetProperty("nearDuplicates").GetInt32(), report.GetProperty("repeatedImages").GetInt32()));
        var match = Assert.Single(report.GetProperty("suite").GetProperty("examples").EnumerateArray());
        Assert.Equal(("triple-003", "A Red disc 3."), (match.GetProperty("tripleId").GetString(), match.GetProperty("prompt").GetString()));
    }

    [Fact]
    public async Task Of_exported_Parquet_counts_pairs_and_not_rows()
    {
        using var bench = ExportBench.OfDataset(8);
        await bench.ExportAsync("pickapic");

        var report = await AuditAsync(bench, ExitCodes.Ok, "--data", bench.Out("data"));

        Assert.Equal(8, report.GetProperty("pairs").GetInt32());
        Assert.Equal("ContentConsistency", report.GetProperty("dimensions")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Shows_foreign_text_as_text()
    {
        using var bench = ExportBench.OfDataset(1);
        var manifest = Path.Combine(bench.Data, "manifest.jsonl");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("a red disc 0", "<img src=x onerror=alert(1)>", StringComparison.Ordinal));

        await AuditAsync(bench, ExitCodes.Ok, "--data", bench.Data);

        Assert.DoesNotContain("<img src=x", await File.ReadAllTextAsync(bench.Folder.File("audit.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--run", "a", "--data", "b")]
    public async Task Needs_one_place_to_look_at(params string[] options)
    {
        var run = await CommandLine.RunAsync(["dataset", "audit", .. options]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("either --run or --data", run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AuditAsync(ExportBench bench, int code, params string[] options)
    {
        var run = await CommandLine.RunAsync(["dataset", "audit", "--out", bench.Folder.File("audit.html"), "--json", .. options]);
        Assert.True(run.ExitCode == code, $"{run.ExitCode}: {run.Error}");
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
