using InstructEngine.Hosting;

namespace InstructEngine.Shared.Tests.Language;

public sealed class When_the_budget_is_used_up
{
    [Theory]
    [InlineData("Language:BudgetTokens", "1", "1000000", "Language:BudgetTokens is 1, used are")]
    [InlineData("Language:BudgetMoney", "0.001", "1000", "Language:BudgetMoney is 0.001, spent are")]
    public async Task The_run_pauses_and_goes_on_when_it_is_raised(string key, string low, string high, string reason)
    {
        await using var asking = await LanguageHarness.StartAsync(settings: (key, low));
        Assert.True((await asking.AskAsync("the sky")).IsUsable);

        var pause = await Assert.ThrowsAsync<RunPausedException>(() => asking.AskAsync("the sea"));

        Assert.Contains(reason, pause.Message, StringComparison.Ordinal);
        Assert.Contains("run the same command again", pause.Message, StringComparison.Ordinal);
        Assert.Equal(1, asking.Server.Statistics.Requests);

        // What is stored costs nothing, and so is had.
        Assert.True((await asking.AskAsync("the sky")).IsUsable);

        await asking.RestartAsync((key, high));
        Assert.True((await asking.AskAsync("the sky")).IsUsable);
        Assert.True((await asking.AskAsync("the sea")).IsUsable);
        Assert.Equal(2, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task Tokens_and_money_are_counted_as_the_endpoint_says_and_the_price_list_asks()
    {
        await using var asking = await LanguageHarness.StartAsync(settings: ("Language:Prices", "small=1/2, large=10/20"));
        await asking.Model.AskAsync(LanguageHarness.Question() with { Model = "large" }, default);

        var usage = await asking.Model.UsageAsync("run-1", default);

        Assert.True(usage.InputTokens > 0 && usage.OutputTokens > 0);
        Assert.Equal(usage.InputTokens * 10 / 1000.0 + usage.OutputTokens * 20 / 1000.0, usage.Money, 1e-9);
    }

    [Fact]
    public async Task Another_run_has_its_own()
    {
        await using var asking = await LanguageHarness.StartAsync(settings: ("Language:BudgetTokens", "1"));
        await asking.AskAsync("the sky");

        Assert.True((await asking.Model.AskAsync(LanguageHarness.Question("the sea") with { RunId = "run-2" }, default)).IsUsable);
    }
}
