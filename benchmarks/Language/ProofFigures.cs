using System.Globalization;

namespace InstructEngine.Benchmarks.Language;

/// <summary>What came of it.</summary>
internal sealed class ProofFigures(ProofSize size)
{
    private const double LeastCreated = 0.95;

    public double Seconds { get; set; }

    public long PeakMemory { get; set; }

    /// <summary>Answers that were on their way when the program was killed, and so are asked for again.</summary>
    public long LostAtKills { get; set; }

    public string PausedSaying { get; set; } = "";

    public ProofStore Stored { get; set; } = null!;

    public InstructEngine.LanguageServer.Statistics Server { get; set; } = null!;

    /// <summary>Whether every place is filled or, a few, rejected, nothing is there twice, and nothing that arrived was paid for again.</summary>
    public bool IsGood =>
        Stored.Created + Stored.Rejected == size.Triples && Stored.Created >= LeastCreated * size.Triples && Stored.SamePair == 0
        && Stored.Answers == Stored.Usage.Answers && Server.BilledAgain <= LostAtKills && Server.Billed - Server.BilledAgain == Stored.Answers;

    public string ToMarkdown() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        | | |
        |---|---:|
        | leaves × triples a leaf | {size.Leaves} × {size.TriplesPerLeaf} = {size.Triples} |
        | created | {Stored.Created} |
        | rejected, with a reason | {Stored.Rejected} ({string.Join(", ", Stored.RejectedByKind.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Value} {kind.Key}"))}) |
        | triples that are there twice | {Stored.SamePair} |
        | instructions that are there twice | {Stored.SameInstruction} |
        | requests | {Server.Requests} |
        | faults injected | {Server.Faults.Values.Sum()} ({100.0 * Server.Faults.Values.Sum() / Server.Requests:F1} %), {Server.Faults.Count} kinds |
        | answers the server billed | {Server.Billed} |
        | answers stored, and in the run's account | {Stored.Answers}, {Stored.Usage.Answers} |
        | kills (kill -9), answers on their way then | {size.Kills}, {LostAtKills} |
        | answers billed twice | {Server.BilledAgain} |
        | tokens in, out | {Stored.Usage.InputTokens}, {Stored.Usage.OutputTokens} |
        | money | {Stored.Usage.Money:F4} |
        | time, restarts included | {Seconds:F0} s |
        | peak memory | {PeakMemory / 1048576.0:F0} MiB |
        | complete, nothing twice, nothing paid twice | {(IsGood ? "yes" : "NO")} |

        The pause said: {PausedSaying}

        A triple of them: {Stored.Example}
        """);
}
