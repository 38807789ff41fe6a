using FsCheck;
using FsCheck.Fluent;
using InstructEngine.Storage.Content;

namespace InstructEngine.Shared.Tests.Storage.Content;

public sealed class ContentIdsTests
{
    // Made by hashlib in Python from the same definition.
    [Theory]
    [InlineData("b534ce16ac9c8b36823f39a395ce8e0e", "a", "bc")]
    [InlineData("f2939f903016e5bb29b1e4a61cdbd376", "ab", "c")]
    [InlineData("870ec01b5f6cdf9255e64f60d3bca9a9", "run", "Łódź 🙂", "")]
    public void An_id_is_the_same_on_every_machine(string expected, params string[] parts) => Assert.Equal(expected, ContentIds.Create(parts));

    [Fact]
    public void Two_lists_of_parts_share_an_id_only_when_they_are_equal()
    {
        var part = Gen.ArrayOf(Gen.Elements('a', 'b', '\0')).Select(characters => new string(characters)).Resize(3);
        var parts = Gen.NonEmptyListOf(part).Select(list => list.ToArray()).Resize(3);

        Check.QuickThrowOnFailure(Prop.ForAll(
            parts.ToArbitrary(), parts.ToArbitrary(), (left, right) => left.SequenceEqual(right) == (ContentIds.Create(left) == ContentIds.Create(right))));
    }

    [Fact]
    public void No_parts_and_broken_text_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ContentIds.Create());
        Assert.Throws<ArgumentException>("part", () => ContentIds.Create("run", null!));
        Assert.Contains("Part 1", Assert.Throws<ArgumentException>("part", () => ContentIds.Create("run", "\ud800")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_nothing_is_known() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ContentIds.Sha256Hex([]));
}
