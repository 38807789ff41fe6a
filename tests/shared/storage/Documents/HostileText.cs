namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>Text that users paste and stores trip over.</summary>
internal static class HostileText
{
    public static readonly string[] All =
    [
        " ",
        "a\0b",
        "\0",
        "quotes \" ' ` and \\ slashes / \\\\",
        "'; DROP TABLE documents; --",
        "$where: { $ne: null }",
        "{\"json\": [1, 2, {\"$set\": null}]}",
        "lines\r\nand\ttabs\u0001\u001f\u007f\u0085\u2028\u2029",
        "% _ * ? [a-z] ^ $",
        "../../etc/passwd",
        "Zażółć gęślą jaźń, 日本語, עברית, العربية, ไทย",
        "e\u0301 and \u00e9 differ",
        "\ufeffbyte order mark, zero\u200bwidth, right\u202eto left",
        "👩‍👩‍👧‍👦 🏳️‍🌈 \U0010FFFF \uFFFF",
        "<script>alert(1)</script>&amp;",
        new('k', 4096),
        string.Concat(Enumerable.Repeat("🙂", 1024)),
    ];
}
