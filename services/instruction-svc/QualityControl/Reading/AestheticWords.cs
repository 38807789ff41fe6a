namespace InstructEngine.InstructionService.QualityControl.Reading;

/// <summary>Words that speak of how a picture is made, not of what it shows.</summary>
internal static class AestheticWords
{
    private static readonly HashSet<string> Words = new(
        ("""
         aesthetic amateur amateurish angle artefacts artifacts atmosphere atmospheric awkward background backlight backlit balance balanced banding bland blown bland blur blurred blurry
         bokeh bright brightness camera careful careless cinematic clarity clean clear clumsy cluttered coarse colour coloured colours color colored colors compose composed composition
         compressed compression contrast cramped crisp crooked cropped crude cut dark definition depth depthless desaturated detail detailed details dim distorted distracting dramatic dull
         edge elegant even exposed exposure faded film finish fine flat focus focused foggy frame framed framing fuzzy garish glare glaring glossy golden grain grainy grey gritty harmonious
         harmony harsh haze hazy highlights image jagged jarring lens lifeless light lighting lit lopsided low masterful messy mood moody motion muddy muted natural noise noisy off-centre
         off-center out overexposed palette perspective photo photograph picture pixel pixelated pixels plain polished poor poorly professional quality render rendered rendering resolution
         rich rough saturated saturation shadow shadows shaky sharp sharpness shot sloppy smeared smooth smudged soft studio style stylised stylized symmetrical symmetry texture textures
         thirds tilted tone tones uncluttered underexposed uneven unfocused vibrant view vignette vivid warm washed-out watermark watermarked well-lit well-composed well-framed
         """).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
