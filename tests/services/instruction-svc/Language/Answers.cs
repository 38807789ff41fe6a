using System.Text.Json;

namespace InstructEngine.Services.Tests.Instructions.Language;

/// <summary>What a model may say.</summary>
internal static class Answers
{
    /// <summary>The same item, as often as one is asked for.</summary>
    public static string Of(int count, string @base, string preferred, string dispreferred, string preferredDetail, string dispreferredDetail) =>
        JsonSerializer.Serialize(new { items = Enumerable.Repeat(new { @base, preferred, dispreferred, preferredDetail, dispreferredDetail }, count) });
}
