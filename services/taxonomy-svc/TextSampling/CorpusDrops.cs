using System.Text.Json.Serialization;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>How many records of a corpus were not kept, by reason.</summary>
/// <param name="InvalidEncoding">Records that are not valid UTF-8.</param>
/// <param name="Malformed">JSON lines that cannot be read or name no prompt.</param>
/// <param name="OverCapacity">Distinct prompts beyond those that are compared with each other.</param>
/// <param name="OtherLanguage">Prompts plainly of another language than <c>corpus.language</c>.</param>
public sealed record CorpusDrops(
    int TooShort, int TooLong, int InvalidEncoding, int Malformed, int Duplicate, int NearDuplicate, int OverCapacity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int OtherLanguage = 0)
{
    public int Total => TooShort + TooLong + InvalidEncoding + Malformed + Duplicate + NearDuplicate + OverCapacity + OtherLanguage;
}
