using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.Cluster.Tests;

public sealed class A_run_is_reviewed_on_the_pages_of_eval_svc
{
    private const string Anna = "anna-0123456789abcdef", Admin = "admin-0123456789abcdef";

    private const string Spec =
        """
        {
          "name": "gates", "until": "instructions",
          "taxonomy": { "review": "required" },
          "instructions": { "triplesPerLeaf": 3, "review": "required" }
        }
        """;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Which_speak_to_the_services_of_both_gates_and_the_run_goes_on()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["annotators.txt"], $"anna {Anna}\n");
        await File.WriteAllTextAsync(folder["admin.txt"], Admin + "\n");
        await File.WriteAllTextAsync(folder["spec.json"], Spec);
        await using var cluster = await Cluster.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_REVIEW__ANNOTATORSFILE"] = folder["annotators.txt"],
            ["INSTRUCTENGINE_REVIEW__ADMINTOKENFILE"] = folder["admin.txt"],
        });
        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", folder["spec.json"]);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var run = submitted.Output.Trim();
        using var nobody = Client(cluster, null);
        using var anna = Client(cluster, Anna);
        using var admin = Client(cluster, Admin);

        // The taxonomy's gate.
        await UntilAsync(cluster, async () => await DecideAsync(admin, $"/taxonomy/{run}/decide", """{"decision":"REVIEW_DECISION_ACCEPTED"}"""));
        foreach (var page in new[] { $"/taxonomy/{run}", $"/instructions/{run}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync(page)).StatusCode);
            Assert.Contains("</html>", await admin.GetStringAsync(page), StringComparison.Ordinal);
        }

        Assert.Contains($"/taxonomy/{run}", await admin.GetStringAsync("/"), StringComparison.Ordinal);

        // The instructions' gate: one is rejected, all others are accepted.
        JsonNode first = null!;
        await UntilAsync(cluster, async () => (first = await ListAsync(admin, run))["triples"]!.AsArray().Count > 0 && (bool)first["review"]!["written"]!);
        var id = (string)first["triples"]![0]!["triple"]!["tripleId"]!;
        await UntilAsync(cluster, async () => await DecideAsync(admin, $"/instructions/{run}/decide", $$"""{"decision":"REVIEW_DECISION_REJECTED","tripleIds":["{{id}}"]}"""));
        Assert.True(await DecideAsync(admin, $"/instructions/{run}/decide", """{"decision":"REVIEW_DECISION_ACCEPTED","allOpen":true}"""));
        await UntilAsync(cluster, async () => await ListAsync(admin, run) is var now && (int)now["review"]!["released"]! == (int)now["review"]!["total"]!);

        var watched = await CommandLine.RunAsync("watch", run, "--server", cluster.Server, "--out", folder["watched"], "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        var triples = JsonNode.Parse(watched.Output)!["triples"]!;
        Assert.Equal(((int)first["review"]!["total"]! - 1, 1), ((int)triples["created"]!, (int)triples["rejected"]!));
    }

    private static HttpClient Client(Cluster cluster, string? token)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = cluster.Review };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    /// <returns>False where the gate says that it cannot be decided now.</returns>
    private static async Task<bool> DecideAsync(HttpClient admin, string path, string decision)
    {
        using var body = new StringContent(decision, new MediaTypeHeaderValue("application/json"));
        using var answer = await admin.PostAsync(path, body);
        Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.Conflict,
            $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.IsSuccessStatusCode;
    }

    private static async Task<JsonNode> ListAsync(HttpClient admin, string run)
    {
        using var answer = await admin.PostAsJsonAsync($"/instructions/{run}/list", new { pageSize = 5 });
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    private static async Task UntilAsync(Cluster cluster, Func<Task<bool>> isSo)
    {
        var limit = DateTime.UtcNow + s_limit;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < limit, $"The run did not come so far within {s_limit}.\n{cluster.Logs()}");
            await Task.Delay(200);
        }
    }
}
