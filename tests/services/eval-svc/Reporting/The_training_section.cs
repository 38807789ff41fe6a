using System.Net;
using System.Text;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public sealed class The_training_section
{
    [Theory]
    [InlineData("cross-validation", null, "cross-validation alignment;", true)]
    [InlineData("cross-validation", "both", "instruction-fixed and image-fixed terms", true)]
    [InlineData("diffusion-dpo", null, "plain Diffusion-DPO;", true)]
    [InlineData("diffusion-dpo", "random-direction", "plain Diffusion-DPO in a random direction", true)]
    [InlineData("sft", null, "supervised fine-tuning on the preferred images", false)]
    [InlineData("sft-both", null, "supervised fine-tuning on both images", false)]
    public void Names_the_loss_and_draws_ln_2_only_where_it_starts_there(string loss, string? terms, string named, bool startsAtLn2)
    {
        var data = ReportSamples.WithTexts("two red rings");
        var spec = data.Summary.Spec;
        var html = Html(data with { Summary = data.Summary with { Spec = spec with { Training = spec.Training with { Loss = loss, Terms = terms } } } });
        Assert.Contains(named, html);
        Assert.Equal(startsAtLn2, html.Contains("ln 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_which_pairs_were_left_out_and_why()
    {
        var leftOut = new Dictionary<string, int> { ["unknown renderer"] = 1, ["equal instructions"] = 2 };
        Assert.Contains(
            "3 pairs could not be trained on and were left out: 2 × equal instructions, 1 × unknown renderer.", Html(training => training with { LeftOut = leftOut }));
        Assert.DoesNotContain("left out:", Html(training => training));
    }

    [Fact]
    public void Tells_of_a_rollback_and_marks_it_in_the_charts()
    {
        var html = Html(training => training with { Rollbacks = [new(30, 10, "the loss is NaN", 0.5)] });
        Assert.Contains("Training diverged at step 30: the loss is NaN. It went back to step 10 and on with 0.5 of the learning rate.", html);
        Assert.Contains(">went back<", html);
        Assert.DoesNotContain("went back", Html(training => training));
    }

    [Fact]
    public void Draws_errors_gradients_and_margins_where_there_are_any()
    {
        string[] titles =
        [
            "Errors against the reference, training pairs", "Errors against the reference, held-out pairs", "Gradient norm over the steps", "Margins by timestep",
            "Implicit accuracy by timestep",
        ];
        var without = Html(training => training);
        var with = Html(training => training with
        {
            WinnerError = [(1, 0), (2, 0.1)],
            LoserError = [(1, 0), (2, 0.2)],
            HeldOutWinnerError = [(2, 0.1)],
            HeldOutLoserError = [(2, 0.2)],
            GradNorm = [(1, 2), (2, 3)],
            EarlyMargins = [new(0, 0.1, 0.5)],
            LateMargins = [new(0, 0.4, 0.7), new(900, 0.2, 0.6)],
        });
        Assert.All(titles, title => Assert.Contains(title, with));
        Assert.All(titles, title => Assert.DoesNotContain(title, without));
    }

    [Fact]
    public void Says_what_it_cost() => Assert.Contains(
        "1,200 combinations of an instruction and an image went through the model, 300 through the reference.",
        Html(training => training with { PolicyPasses = 1200, ReferencePasses = 300 }));

    private static string Html(Func<TrainingCurves, TrainingCurves> change)
    {
        var data = ReportSamples.WithTexts("two red rings");
        return Html(data with { Training = change(data.Training) });
    }

    private static string Html(ReportData data) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(ReportWriter.Write(data)));
}
