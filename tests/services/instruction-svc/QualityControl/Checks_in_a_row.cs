using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Checks_in_a_row
{
    [Fact]
    public async Task The_first_that_refuses_decides_and_later_ones_are_not_asked()
    {
        var (passes, refuses, never) = (new Recorder(null), new Recorder(new("mine", "No.")), new Recorder(null));

        var rejection = await new TripleQuality([passes, refuses, never]).InspectAsync(Draft("a", "b"), default);

        Assert.Equal(new Rejection("mine", "No."), rejection);
        Assert.Equal((1, 1, 0), (passes.Asked, refuses.Asked, never.Asked));
        Assert.Equal((0, 0, 0), (passes.Told, refuses.Told, never.Told));
    }

    [Fact]
    public async Task All_are_told_of_what_passes()
    {
        var (first, second) = (new Recorder(null), new Recorder(null));

        Assert.Null(await new TripleQuality([first, second]).InspectAsync(Draft("a", "b"), default));
        Assert.Equal((1, 1), (first.Told, second.Told));
    }

    [Theory]
    [InlineData("", "b", RejectionKinds.Form)]
    [InlineData("a", " ", RejectionKinds.Form)]
    [InlineData("a\nb", "c", RejectionKinds.Form)]
    [InlineData("...", "c", RejectionKinds.Form)]
    [InlineData("A cat, sleeping", "a cat sleeping!", RejectionKinds.Same)]
    public async Task Texts_are_single_lines_and_not_the_same(string preferred, string dispreferred, string kind) =>
        Assert.Equal(kind, (await new FormCheck().CheckAsync(Draft(preferred, dispreferred), default))?.Kind);

    [Fact]
    public async Task Nearly_the_same_is_refused_once_the_first_is_taken()
    {
        var quality = new TripleQuality([new NearDuplicateCheck()]);
        var draft = Draft("a violinist with curly hair, bowing to applause on a concert stage", "a violinist with straight hair, bowing to applause on a concert stage");

        Assert.Null(await quality.InspectAsync(draft, default));
        Assert.Equal(RejectionKinds.Duplicate, (await quality.InspectAsync(draft, default))?.Kind);
        Assert.Equal(
            RejectionKinds.Duplicate,
            (await quality.InspectAsync(Draft("a cat", "a violinist with straight hair, bowing to applause on the concert stage"), default))?.Kind);
        Assert.Null(await quality.InspectAsync(Draft("a cat on a sofa", "a dog on a sofa"), default));
    }

    private static TripleDraft Draft(string preferred, string dispreferred) => new(Dimension.ContentConsistency, null, new("base", preferred, dispreferred));

    private sealed class Recorder(Rejection? answer) : ITripleCheck
    {
        public int Asked { get; private set; }

        public int Told { get; private set; }

        public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken)
        {
            Asked++;
            return new(answer);
        }

        public void Accepted(TripleDraft draft) => Told++;
    }
}
