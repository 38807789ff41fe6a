namespace InstructEngine.LanguageServer.Answers;

/// <summary>Answers to the questions of this project; to others, something of the form.</summary>
internal static class KnownAnswers
{
    public static string Of(ChatRequest request) => request.SchemaName switch
    {
        "WrittenTriples" => TripleAnswers.Of(request),
        "RefereeVotes" => VoteAnswers.Of(request),
        "ThemeProposals" => TaxonomyAnswers.Themes(request),
        "SubtopicProposals" => TaxonomyAnswers.Subtopics(request),
        _ => SchemaAnswers.Of(request.Schema)!.ToJsonString(),
    };
}
