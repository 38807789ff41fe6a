using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using InstructEngine.Cli.Reviews;
using InstructEngine.Hosting;
using InstructEngine.Review;
using InstructEngine.Review.Access;
using Xunit;

namespace InstructEngine.Cli.Tests.Reviews;

public class A_page_of_many_instructions_comes_at_once
{
    private const int Triples = 20 * 4 * 63, PageSize = 25, Times = 5;
    private const string Admin = "admin-0123456789abcdef";

    private const string Spec =
        """
        {
          "name": "many", "until": "instructions",
          "taxonomy": { "lexicon": "default", "themes": 20, "subtopicsPerTheme": 4 },
          "instructions": { "triplesPerLeaf": 63, "review": "required" },
          "rendering": { "check": "clip-score", "checkModel": "clip" }
        }
        """;

    /// <summary>A fifth of the paper's triples within half of the second that all of them may take: far above what is measured, for a busy machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Wherever_it_is_and_whatever_filters_it()
    {
        using var test = new TestFolder();
        var folder = test.File("run");
        var paused = await CommandLine.RunAsync("run", "--spec", test.Write("spec.json", Spec), "--out", folder);
        Assert.Equal(ExitCodes.Paused, paused.ExitCode);
        var run = StoredRun.Open(folder);
        await using var server = await ReviewServer.StartAsync(run, new ReviewerList([("anna", "anna-0123456789abcdef")], Admin), new ReviewOptions(0, System.Net.IPAddress.Loopback), default);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);

        var first = await PageAsync(client, run, new { pageSize = PageSize });
        Assert.Equal((Triples, PageSize), ((int)first["matching"]!, first["triples"]!.AsArray().Count));
        await QuickAsync(() => PageAsync(client, run, new { pageSize = PageSize }));
        await QuickAsync(() => PageAsync(client, run, new { pageSize = PageSize, skip = Triples / 2 }));
        await QuickAsync(() => PageAsync(client, run, new { pageSize = PageSize, skip = Triples - PageSize }));
        await QuickAsync(() => PageAsync(client, run, new { pageSize = PageSize, filter = new { text = "red" } }));
        await QuickAsync(() => PageAsync(client, run, new { pageSize = PageSize, filter = new { theme = (string)first["review"]!["themes"]![10]!["themeId"]! } }));
    }

    private static async Task<JsonNode> PageAsync(HttpClient client, StoredRun run, object request)
    {
        using var answer = await client.PostAsJsonAsync($"/instructions/{run.Marker.RunId}/list", request);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    /// <summary>The quickest of a few: what else a machine does only ever makes it slower.</summary>
    private static async Task QuickAsync(Func<Task<JsonNode>> page)
    {
        var quickest = TimeSpan.MaxValue;
        for (var time = 0; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.NotEmpty((await page())["triples"]!.AsArray());
            var took = Stopwatch.GetElapsedTime(start);
            quickest = took < quickest ? took : quickest;
        }

        Assert.InRange(quickest, TimeSpan.Zero, Bound);
    }
}
