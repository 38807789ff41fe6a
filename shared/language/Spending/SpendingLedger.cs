using System.Collections.Concurrent;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Language.Caching;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Language.Spending;

/// <summary>What each run has spent, stored with the run and shared by all processes.</summary>
internal sealed class SpendingLedger(IDocumentStore documents, AnswerCache answers, LanguageOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _opened = new(StringComparer.Ordinal);

    /// <summary>To be called before each request.</summary>
    /// <exception cref="RunPausedException">The run has spent what it may.</exception>
    public async Task EnsureWithinBudgetAsync(string runId, CancellationToken cancellationToken)
    {
        await OpenAsync(runId);
        if (options.BudgetTokens is null && options.BudgetMoney is null)
            return;

        var spent = await StoredAsync(runId, cancellationToken);
        if (spent.Tokens < (options.BudgetTokens ?? long.MaxValue) && spent.Money < (options.BudgetMoney ?? double.MaxValue))
            return;

        LanguageMetrics.CountPause();
        var limit = spent.Money >= options.BudgetMoney
            ? $"Language:BudgetMoney is {options.BudgetMoney:0.####}, spent are {spent.Money:0.####}"
            : $"Language:BudgetTokens is {options.BudgetTokens}, used are {spent.Tokens}";
        throw new RunPausedException($"The run has used up its budget for language models: {limit}, for {spent.Answers} answers. Raise the budget and run the same command again: it goes on where it stopped, and no answer is paid for twice.");
    }

    public async Task AddAsync(string runId, StoredAnswer answer)
    {
        LanguageMetrics.CountPaid(answer);
        await ChangeAsync(runId, usage => usage.Plus(answer.Usage));
    }

    public async Task<LanguageUsage> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        await OpenAsync(runId);
        return await StoredAsync(runId, cancellationToken);
    }

    private async Task<LanguageUsage> StoredAsync(string runId, CancellationToken cancellationToken) =>
        (await documents.FindAsync<LanguageUsage>(Collections.LanguageUsage, runId, cancellationToken))?.Value ?? LanguageUsage.None;

    /// <summary>A process that was killed between storing an answer and adding it up left the sum too small: it is made again from the answers.</summary>
    private Task OpenAsync(string runId) => _opened.GetOrAdd(runId, id => new(() => ReconcileAsync(id))).Value;

    private async Task ReconcileAsync(string runId)
    {
        var sum = await answers.OfRunAsync(runId, CancellationToken.None).AggregateAsync(LanguageUsage.None, (total, answer) => total.Plus(answer.Usage), CancellationToken.None);
        await ChangeAsync(runId, usage => usage.Answers < sum.Answers ? sum : usage);
    }

    private async Task ChangeAsync(string runId, Func<LanguageUsage, LanguageUsage> change)
    {
        while (true)
        {
            var found = await documents.FindAsync<LanguageUsage>(Collections.LanguageUsage, runId, CancellationToken.None);
            var changed = change(found?.Value ?? LanguageUsage.None);
            var done = found is null
                ? await documents.InsertIfAbsentAsync(Collections.LanguageUsage, runId, runId, changed, CancellationToken.None)
                : await documents.ReplaceAsync(Collections.LanguageUsage, runId, changed, found.Version, CancellationToken.None);
            if (done)
                return;
        }
    }
}
