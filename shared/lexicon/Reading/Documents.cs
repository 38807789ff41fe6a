namespace InstructEngine.Lexicons.Reading;

internal sealed record IndexDocument(
    string Name, string Version, string Language, string Licence, string Kinds, string Aesthetics, IReadOnlyList<GroupDocument> Groups);

/// <param name="Themes">File names.</param>
internal sealed record GroupDocument(string Id, string Name, IReadOnlyList<string> Themes);

internal sealed record KindsDocument(IReadOnlyList<KindPool> Kinds);

internal sealed record AestheticsDocument(IReadOnlyList<AestheticPair> Pairs);
