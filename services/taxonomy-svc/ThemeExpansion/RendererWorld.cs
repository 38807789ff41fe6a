using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>What a run's renderer can draw. Only the demo check has a world with an end; where a model checks the images, everything may be drawn.</summary>
internal static class RendererWorld
{
    private const string DemoLexicon = "demo";

    /// <summary>Why the run's renderer cannot draw this; null when it can.</summary>
    public static string? WhyOutside(RunSpec spec, string text) => IsDemo(spec) ? DemoWorld.WhyOutside(text) : null;

    /// <summary>Why the run's renderer cannot draw all of these; null when it can.</summary>
    public static string? WhyOutside(RunSpec spec, IEnumerable<string> entities) => IsDemo(spec) ? DemoWorld.WhyOutside(entities) : null;

    // Where nothing is rendered, the demo world ends nothing but the demo's own lexicon.
    private static bool IsDemo(RunSpec spec) => (spec.Rendering.Check is null or "demo") && (spec.Taxonomy.Lexicon == DemoLexicon || IsRendered(spec));

    private static bool IsRendered(RunSpec spec) => RunEnds.Includes(spec.Until, Stages.Rendering);
}
