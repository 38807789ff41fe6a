using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.Benchmarks.Reviews;

/// <summary><c>review</c>: how long the page of a run's instructions waits for a server, as a browser asks it.</summary>
internal static class ReviewCommand
{
    private const int PageSize = 25;

    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "Address of a running `instructengine serve`.", DefaultValueFactory = _ => "http://127.0.0.1:8300" };
        var run = new Option<string>("--run") { Description = "The run's id; its instructions wait for their review.", Required = true };
        var token = new Option<FileInfo>("--admin-token-file") { Description = "The file that serve was given.", Required = true };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var command = new Command("review", "Seconds for a page of instructions, and to decide one, all, and to take that back.") { server, run, token, rounds };
        command.SetAction(async (parsed, stop) =>
        {
            using var http = new HttpClient { BaseAddress = new Uri(new Uri(parsed.GetValue(server)!), $"/instructions/{parsed.GetValue(run)}/"), Timeout = TimeSpan.FromMinutes(5) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(parsed.GetValue(token)!.FullName, stop)).Trim());
            http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            await RunAsync(http, parsed.GetValue(rounds), Console.Out, stop);
        });
        return command;
    }

    private static async Task RunAsync(HttpClient http, int rounds, TextWriter output, CancellationToken stop)
    {
        var first = (await ListAsync(new JsonObject(), 0)).Answer;
        var total = (int)first["matching"]!;
        var theme = (string)first["review"]!["themes"]![0]!["themeId"]!;
        await output.WriteLineAsync($"{total} triples, {PageSize} a page, median of {rounds}\n\n| | seconds |\n|---|---|");
        await MedianAsync("first page", () => ListAsync(new JsonObject(), 0));
        await MedianAsync("page in the middle", () => ListAsync(new JsonObject(), total / 2));
        await MedianAsync("last page", () => ListAsync(new JsonObject(), total - PageSize));
        await MedianAsync("first page with a text", () => ListAsync(new JsonObject { ["text"] = "dog" }, 0));
        await MedianAsync("first page of a theme", () => ListAsync(new JsonObject { ["theme"] = theme }, 0));
        var (one, all, undo) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            one.Add(await DecideAndUndoAsync(new JsonObject { ["tripleIds"] = new JsonArray((string)first["triples"]![round]!["triple"]!["tripleId"]!) }, null));
            all.Add(await DecideAndUndoAsync(new JsonObject { ["filter"] = new JsonObject(), ["allOpen"] = true }, undo));
        }

        await RowAsync("a decision", one);
        await RowAsync("accept all", all);
        await RowAsync("undo that", undo);

        async Task MedianAsync(string name, Func<Task<(double Seconds, JsonNode Answer)>> ask)
        {
            var times = new List<double>();
            for (var round = 0; round < rounds; round++)
                times.Add((await ask()).Seconds);
            await RowAsync(name, times);
        }

        Task RowAsync(string name, List<double> times) => output.WriteLineAsync(FormattableString.Invariant($"| {name} | {Statistics.Median(times):F3} |"));

        Task<(double Seconds, JsonNode Answer)> ListAsync(JsonObject filter, int skip) =>
            AskAsync("list", new JsonObject { ["filter"] = filter, ["pageSize"] = PageSize, ["skip"] = skip });

        async Task<double> DecideAndUndoAsync(JsonObject what, List<double>? undone)
        {
            what["decision"] = "REVIEW_DECISION_ACCEPTED";
            var (seconds, decided) = await AskAsync("decide", what);
            undone ??= [];
            undone.Add((await AskAsync("undo", new JsonObject { ["changeId"] = (string)decided["changeId"]! })).Seconds);
            return seconds;
        }

        async Task<(double Seconds, JsonNode Answer)> AskAsync(string call, JsonObject body)
        {
            var began = Stopwatch.GetTimestamp();
            using var response = await http.PostAsJsonAsync(call, body, stop);
            var answer = await response.Content.ReadAsStringAsync(stop);
            return response.IsSuccessStatusCode
                ? (Stopwatch.GetElapsedTime(began).TotalSeconds, JsonNode.Parse(answer)!)
                : throw new InvalidOperationException($"{call} was answered with {(int)response.StatusCode}: {answer}");
        }
    }
}
