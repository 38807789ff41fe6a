using InstructEngine.InstructionService.Judging;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Language;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Language;

public class When_a_language_model_writes_badly
{
    // Three dimensions of three contrasts.
    private const int Groups = 9;

    [Theory]
    [InlineData(RejectionKinds.Same, "a cat", "a cat on a red rug", "a cat on a red rug", "on a red rug", "on a red rug")]
    [InlineData(RejectionKinds.Contrast, "a cat", "a cat on a red rug at noon", "a cat on a blue rug at night", "red rug", "blue rug")]
    [InlineData(RejectionKinds.Contrast, "a cat", "a cat on a red rug", "a cat on a blue rug", "a green rug", "blue rug")]
    [InlineData(RejectionKinds.Form, "", "a cat on a red rug", "a cat on a blue rug", "red", "blue")]
    [InlineData(LanguageRejections.Language, "eine Katze", "eine Katze auf dem roten Teppich", "eine Katze auf dem blauen Teppich", "roten", "blauen")]
    public async Task Its_items_are_refused_asked_for_again_and_at_last_rejected_with_the_reason(
        string kind, string @base, string preferred, string dispreferred, string preferredDetail, string dispreferredDetail)
    {
        var answer = Answers.Of(10, @base, preferred, dispreferred, preferredDetail, dispreferredDetail);
        await using var writer = await WriterHarness.StartAsync(
            WriterHarness.Spec with { Shares = new(1, 0, 0), TriplesPerLeaf = 3 }, new ServerOptions { Answer = _ => answer }, ("Language:Answers", "1"));

        await writer.WriteAsync();

        Assert.Empty(await writer.CreatedAsync());
        var rejected = await writer.RejectedAsync();
        Assert.Equal(6, rejected.Count);
        if (kind != LanguageRejections.Language)
            Assert.All(rejected, triple => Assert.Equal(kind, triple.Kind));
        else
            Assert.All(rejected, triple => Assert.Equal(LanguageRejections.Model, triple.Kind));
        Assert.All(rejected, triple => Assert.NotEmpty(triple.Reason));
        Assert.Equal(2 * 3 * (1 + LanguageWriter.ExtraRequests), writer.Server.Statistics.Requests);
    }

    [Fact]
    public async Task One_item_in_another_language_is_refused_and_the_others_of_the_answer_are_kept()
    {
        await using var writer = await WriterHarness.StartAsync(
            WriterHarness.Spec with { Shares = new(1, 0, 0), TriplesPerLeaf = 6 },
            new ServerOptions
            {
                Answer = request => Answers.Of(1, "eine Katze", "eine Katze auf dem roten Teppich in der Küche", "eine Katze auf dem blauen Teppich in der Küche", "roten", "blauen")[..^2]
                    + $", {Answers.Of(1, "a cat in the sun", $"a cat in the sun of the year {request.Hash} with a red ball", $"a cat in the sun of the year {request.Hash} with a blue ball", "red", "blue")["{\"items\":[".Length..]}",
            });

        await writer.WriteAsync();

        Assert.All(await writer.CreatedAsync(), triple => Assert.DoesNotContain("Katze", triple.Preferred, StringComparison.Ordinal));
        Assert.NotEmpty(await writer.CreatedAsync());
    }

    [Fact]
    public async Task What_says_the_same_again_is_refused()
    {
        var answer = Answers.Of(10, "a cat", "a cat on a red rug", "a cat on a blue rug", "red", "blue");
        await using var writer = await WriterHarness.StartAsync(
            WriterHarness.Spec with { Shares = new(1, 0, 0), TriplesPerLeaf = 9 }, new ServerOptions { Answer = _ => answer });

        await writer.WriteAsync();

        // Once in the first leaf; the second leaf has it too, which is one too many for the theme.
        Assert.Single(await writer.CreatedAsync());
        Assert.Equal(17, (await writer.RejectedAsync()).Count);
        Assert.Contains(await writer.RejectedAsync(), triple => triple.Reason == "Another leaf of the theme has the same instructions.");
        Assert.All(await writer.RejectedAsync(), triple => Assert.Equal(RejectionKinds.Duplicate, triple.Kind));
    }

    [Fact]
    public async Task No_usable_answer_at_all_rejects_the_plan_with_what_the_model_did()
    {
        await using var writer = await WriterHarness.StartAsync(server: new ServerOptions { Script = (_, _) => Fault.Sorry });

        await writer.WriteAsync();

        var rejected = await writer.RejectedAsync();
        Assert.Equal(24, rejected.Count);
        Assert.All(rejected, triple => Assert.Equal((LanguageRejections.Model, "The model refused: I'm sorry, but I can't help with that."), (triple.Kind, triple.Reason)));
        Assert.Equal(2 * Groups * (1 + LanguageWriter.ExtraRequests) * 3, writer.Server.Statistics.Requests);
    }
}
