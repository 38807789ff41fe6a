namespace InstructEngine.Language.Moderation;

/// <summary>The endpoint's own judge of texts: OpenAI-compatible <c>/moderations</c>.</summary>
public interface IModeration
{
    /// <summary>Judges texts, in one request. What was judged once is stored and not asked again.</summary>
    /// <param name="model">The judging model's name.</param>
    /// <returns>For each text why it must not be used; null where it may be. Without an answer that can be read, none may be.</returns>
    /// <exception cref="Hosting.RunFailureException">The endpoint is not set, refuses the key, has no moderation, or did not answer after all retries.</exception>
    Task<IReadOnlyList<string?>> JudgeAsync(string runId, string model, IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
