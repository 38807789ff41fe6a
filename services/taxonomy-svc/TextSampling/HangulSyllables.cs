namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Joins Korean letters (jamo) to syllables; their code points follow from each other (The Unicode Standard, section 3.12).</summary>
internal static class HangulSyllables
{
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    public static bool TryJoin(char first, char second, out char joined)
    {
        int lead = first - Leads, vowel = second - Vowels;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            joined = (char)(Syllables + (((lead * VowelCount) + vowel) * TailCount));
            return true;
        }

        int open = first - Syllables, tail = second - Tails;
        var takesTail = open is >= 0 and < LeadCount * VowelCount * TailCount && open % TailCount == 0 && tail is > 0 and < TailCount;
        joined = takesTail ? (char)(first + tail) : second;
        return takesTail;
    }
}
