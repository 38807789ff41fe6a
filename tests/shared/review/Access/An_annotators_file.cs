using InstructEngine.Review.Access;

namespace InstructEngine.Shared.Tests.Review.Access;

public sealed class An_annotators_file : IDisposable
{
    private const string Token = "0123456789abcdef";
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("# who reviews\n\nanna 0123456789abcdef\r\nben\t0123456789abcdeg\n")]
    [InlineData("{\"anna\": \"0123456789abcdef\", \"ben\": \"0123456789abcdeg\"}")]
    public void Names_annotators_and_their_tokens(string content)
    {
        File.WriteAllText(_path, content);
        Assert.Equal([("anna", Token), ("ben", "0123456789abcdeg")], AnnotatorsFile.Read(_path));
    }

    [Theory]
    [InlineData("", "names 0 annotators")]
    [InlineData("anna", "line 1: 1 words")]
    [InlineData("anna 0123456789abcdef more", "line 1: 3 words")]
    [InlineData("anna 0123456789abcde", "15 characters; expected 16")]
    [InlineData("<b> 0123456789abcdef", "line 1: the name has 3 characters")]
    [InlineData("anna 0123456789abcdef\nAnna 0123456789abcdeg", "line 2: the name 'Anna' is there already (line 1)")]
    [InlineData("anna 0123456789abcdef\nben 0123456789abcdef", "'ben' has the token of 'anna'")]
    [InlineData("{\"anna\": 5}", "'anna': expected a token as text")]
    [InlineData("{\"anna\": ", "begins as JSON and is none")]
    public void That_cannot_be_used_says_where_and_never_shows_a_token(string content, string expected)
    {
        File.WriteAllText(_path, content);
        var refusal = Assert.Throws<AnnotatorsException>(() => AnnotatorsFile.Read(_path));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_missing_is_named() =>
        Assert.Contains("nowhere.txt", Assert.Throws<AnnotatorsException>(() => AnnotatorsFile.Read(_path + "nowhere.txt")).Message, StringComparison.Ordinal);

    [Fact]
    public void Must_not_share_its_tokens_or_the_name_with_the_admin()
    {
        Assert.Contains("'anna'", Assert.Throws<AnnotatorsException>(() => new ReviewerList([("anna", Token)], Token)).Message, StringComparison.Ordinal);
        Assert.Throws<AnnotatorsException>(() => new ReviewerList([("Admin", Token)], null));
    }

    [Fact]
    public void Tells_who_a_token_belongs_to()
    {
        var list = new ReviewerList([("anna", Token)], "fedcba9876543210");
        Assert.Equal(new Reviewer("anna", ReviewRole.Annotator), list.Find(Token));
        Assert.Equal(ReviewRole.Admin, list.Find("fedcba9876543210")!.Role);
        Assert.Null(list.Find(Token + "0"));
        Assert.Null(list.Find(""));
    }

    public void Dispose() => File.Delete(_path);
}
