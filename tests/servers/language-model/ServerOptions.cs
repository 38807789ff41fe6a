using InstructEngine.LanguageServer.Faults;

namespace InstructEngine.LanguageServer;

/// <summary>How a server behaves.</summary>
public sealed record ServerOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Share of the requests that go wrong; which ones follows from <see cref="Seed"/>, the request, and how often it came before.</summary>
    public double FaultShare { get; init; }

    public IReadOnlyList<Fault> Kinds { get; init; } = FaultPlan.Usual;

    public long Seed { get; init; } = 1;

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Seconds that a "too many requests" asks to wait.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>Instead of the share: the fault of a request, by its number from 0 and its content; null for none.</summary>
    public Func<int, ChatRequest, Fault?>? Script { get; init; }

    /// <summary>Instead of the server's own answers: what the model says, by the request.</summary>
    public Func<ChatRequest, string>? Answer { get; init; }

    /// <summary>What goes wrong with each moderation; null for nothing.</summary>
    public Fault? ModerationFault { get; init; }

    /// <summary>Texts that the moderation flags contain this.</summary>
    public string FlaggedWord { get; init; } = "gore";
}
