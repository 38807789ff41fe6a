using InstructEngine.Review.Statistics;

namespace InstructEngine.Shared.Tests.Review.Statistics;

public class Agreement_of_raters
{
    /// <summary>The diagnoses of 30 patients by six psychiatrists each: table 1 of Fleiss (1971), where κ is 0.430.</summary>
    private static readonly int[][] Psychiatrists =
    [
        [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
    ];

    [Fact]
    public void Is_that_of_Fleiss_example() => Assert.Equal(0.430, FleissKappa.Of(Psychiatrists)!.Value, 0.0005);

    [Fact]
    public void Is_one_when_all_agree_and_negative_when_they_never_do()
    {
        Assert.Equal(1, FleissKappa.Of([[2, 0], [0, 2]])!.Value, 12);
        Assert.Equal(-1, FleissKappa.Of([[1, 1], [1, 1]])!.Value, 12);
    }

    [Fact]
    public void Is_not_known_without_two_ratings_of_a_subject_or_with_one_category_alone()
    {
        Assert.Null(FleissKappa.Of([]));
        Assert.Null(FleissKappa.Of([[1, 0], [0, 1]]));
        Assert.Null(FleissKappa.Of([[3, 0], [2, 0]]));
    }

    [Fact]
    public void Leaves_subjects_with_one_rating_out() =>
        Assert.Equal(FleissKappa.Of([[2, 0], [1, 1], [0, 2]]), FleissKappa.Of([[2, 0], [1, 1], [1, 0], [0, 2], [0, 0]]));
}
