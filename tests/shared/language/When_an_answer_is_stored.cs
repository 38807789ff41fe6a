using InstructEngine.Language.Prompts;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;
using InstructEngine.Shared.Tests.Storage;

namespace InstructEngine.Shared.Tests.Language;

public sealed class When_an_answer_is_stored
{
    [Fact]
    public async Task A_rerun_costs_nothing()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (number, _) => number == 1 ? Fault.InvalidJson : null });
        await asking.AskAsync("the sky");
        await asking.AskAsync("the sea");
        var (requests, usage) = (asking.Server.Statistics.Requests, await asking.Model.UsageAsync("run-1", default));
        await asking.RestartAsync();

        Assert.True((await asking.AskAsync("the sky")).IsUsable);
        Assert.True((await asking.AskAsync("the sea")).IsUsable);

        Assert.Equal((3, requests), (requests, asking.Server.Statistics.Requests));
        Assert.Equal(usage, await asking.Model.UsageAsync("run-1", default));
    }

    [Fact]
    public async Task Two_who_ask_the_same_at_once_pay_once()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Latency = TimeSpan.FromMilliseconds(100) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => asking.AskAsync()));

        Assert.All(answers, answer => Assert.True(answer.IsUsable));
        Assert.Equal(1, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task Another_model_prompt_round_length_or_value_is_another_question()
    {
        await using var asking = await LanguageHarness.StartAsync();
        var question = LanguageHarness.Question();
        await asking.Model.AskAsync(question, default);

        await asking.Model.AskAsync(question with { Model = "large" }, default);
        await asking.Model.AskAsync(question with { Round = 1 }, default);
        await asking.Model.AskAsync(question with { MaxOutputTokens = 100 }, default);
        await asking.Model.AskAsync(question with { Values = new PromptValues().Text("thing", "grass") }, default);
        await asking.Model.AskAsync(question with { Prompt = PromptTemplate.Parse("colours", "---\nversion: 2\n---\n# System\nYou name colours.\n# User\nThing: {{thing}}") }, default);

        Assert.Equal(6, asking.Server.Statistics.Requests);
        Assert.Equal(["small", "large", "small", "small", "small", "small"], asking.Server.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task A_file_of_their_own_lets_runs_share_them()
    {
        using var folder = new TemporaryFolder();
        await using var first = await LanguageHarness.StartAsync(settings: ("Language:CacheFile", folder["answers.db"]));
        await first.AskAsync();
        await using var second = await LanguageHarness.StartAsync(settings: ("Language:CacheFile", folder["answers.db"]));

        Assert.True((await second.Model.AskAsync(LanguageHarness.Question() with { RunId = "run-2" }, default)).IsUsable);

        Assert.Equal(0, second.Server.Statistics.Requests);
        Assert.Equal(0, (await second.Model.UsageAsync("run-2", default)).Answers);
    }

    [Fact]
    public async Task A_sum_that_a_killed_process_left_behind_is_made_good()
    {
        await using var asking = await LanguageHarness.StartAsync();
        await asking.AskAsync("the sky");
        await asking.AskAsync("the sea");
        var usage = await asking.Model.UsageAsync("run-1", default);
        var stored = await asking.Documents.FindAsync<InstructEngine.Language.LanguageUsage>("language-usage", "run-1", default);
        await asking.Documents.ReplaceAsync("language-usage", "run-1", new InstructEngine.Language.LanguageUsage(1, 1, 1, 0.1), stored!.Version, default);
        await asking.RestartAsync();

        Assert.Equal(usage, await asking.Model.UsageAsync("run-1", default));
    }
}
