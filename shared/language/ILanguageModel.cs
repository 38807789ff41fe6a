using InstructEngine.Hosting;

namespace InstructEngine.Language;

/// <summary>A language model behind an OpenAI-compatible endpoint, that answers in a given form.</summary>
public interface ILanguageModel
{
    /// <summary>
    /// Asks, and asks again where the answer cannot be used. What was answered once is never asked again: answers are stored before they are read,
    /// under a hash of everything that was sent.
    /// </summary>
    /// <typeparam name="T">
    /// The form of the answer: a record, whose JSON schema is sent along. Every constructor parameter must be answered, and nothing else may be;
    /// descriptions come from <see cref="System.ComponentModel.DescriptionAttribute"/>.
    /// </typeparam>
    /// <returns>The answer, or why there is none that can be used.</returns>
    /// <exception cref="RunPausedException">The run's budget is used up: nothing was sent.</exception>
    /// <exception cref="RunFailureException">The endpoint is not set, refuses the key, knows no such model, or did not answer after all retries.</exception>
    Task<LanguageAnswer<T>> AskAsync<T>(LanguageQuestion<T> question, CancellationToken cancellationToken)
        where T : class;

    /// <summary>What a run has used so far.</summary>
    Task<LanguageUsage> UsageAsync(string runId, CancellationToken cancellationToken);
}
