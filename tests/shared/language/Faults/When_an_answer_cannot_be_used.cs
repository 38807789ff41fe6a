using InstructEngine.Language;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;

namespace InstructEngine.Shared.Tests.Language.Faults;

public sealed class When_an_answer_cannot_be_used
{
    public static TheoryData<Fault, LanguageFault, string> Unusable => new()
    {
        { Fault.Refusal, LanguageFault.Refused, "I can't assist with that request." },
        { Fault.ContentFilter, LanguageFault.Refused, "A content filter stopped the answer." },
        { Fault.PromptFiltered, LanguageFault.Refused, "content management policy" },
        { Fault.Sorry, LanguageFault.Refused, "I'm sorry, but I can't help with that." },
        { Fault.Truncated, LanguageFault.Truncated, "broke off at" },
        { Fault.InvalidJson, LanguageFault.Invalid, "It begins: Sure! Here is the JSON" },
        { Fault.MissingProperty, LanguageFault.Invalid, "missing required properties" },
        { Fault.UnknownProperty, LanguageFault.Invalid, "comment" },
        { Fault.OtherLanguage, LanguageFault.OtherLanguage, "ein Bild mit einem Haus" },
        { Fault.EmptyChoices, LanguageFault.Empty, "The answer is empty." },
        { Fault.EmptyText, LanguageFault.Empty, "The answer is empty." },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task It_is_asked_for_again(Fault fault, LanguageFault kind, string reason)
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (number, _) => number == 0 ? fault : null });

        var answer = await asking.AskAsync();

        Assert.True(answer.IsUsable, $"{kind} {reason}: {answer.Reason}");
        Assert.Equal(2, asking.Server.Statistics.Requests);
        Assert.NotEqual(asking.Server.Requests.First().Seed, asking.Server.Requests.Last().Seed);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task And_none_ever_can_the_caller_is_told_why(Fault fault, LanguageFault kind, string reason)
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (_, _) => fault });

        var answer = await asking.AskAsync();

        Assert.Equal((kind, false), (answer.Fault, answer.IsUsable));
        Assert.Contains(reason, answer.Reason, StringComparison.Ordinal);
        Assert.Equal(3, asking.Server.Statistics.Requests);
        Assert.Equal(3, (await asking.Model.UsageAsync("run-1", default)).Answers);
    }

    [Fact]
    public async Task A_truncated_one_may_be_twice_as_long_the_next_time()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (number, _) => number == 0 ? Fault.Truncated : null });

        await asking.AskAsync();

        Assert.Equal([4096, 8192], asking.Server.Requests.Select(request => request.Body.GetProperty("max_completion_tokens").GetInt32()));
    }

    [Fact]
    public async Task The_callers_own_check_counts_too()
    {
        await using var asking = await LanguageHarness.StartAsync();

        var answer = await asking.Model.AskAsync(LanguageHarness.Question() with { Check = colours => colours.Items.Count == 3 ? null : "there must be 3" }, default);

        Assert.Equal((LanguageFault.Invalid, "The answer is not as asked: there must be 3"), (answer.Fault, answer.Reason));
    }

    [Fact]
    public async Task A_fence_around_good_JSON_is_no_fault()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions
        {
            Answer = _ => "```json\n{\"items\": [{\"name\": \"blue\", \"sentence\": \"the sky is blue\"}]}\n```",
        });

        Assert.Equal("blue", (await asking.AskAsync()).Value!.Items.Single().Name);
    }
}
