using System.Globalization;

namespace InstructEngine.Cli.Diagnosis;

/// <summary>Holds this machine's clock against a server's. Leases and the times of logs and records go by each machine's own.</summary>
internal static class ClockCheck
{
    /// <summary>A sixth of a job's default lease.</summary>
    public static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    /// <param name="date">The answer's Date header, whole seconds.</param>
    /// <param name="asked">When the question went out, by this machine's clock.</param>
    /// <param name="answered">When the answer was there.</param>
    public static Check Of(string name, string? date, DateTimeOffset asked, DateTimeOffset answered)
    {
        if (!DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs))
            return Check.Skipped(name, "the answer has no Date header");

        // It was written at some time in between, and its fraction of a second was cut off.
        var ahead = theirs > answered ? theirs - answered : theirs.AddSeconds(1) < asked ? theirs.AddSeconds(1) - asked : TimeSpan.Zero;
        return ahead.Duration() <= Bearable
            ? Check.Ok(name, $"within {Math.Ceiling(ahead.Duration().TotalSeconds + 1):0} s of this machine's")
            : Check.Failed(
                name,
                $"{ahead.Duration().TotalSeconds:0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this machine's ({theirs:HH:mm:ss}Z against {answered.UtcDateTime:HH:mm:ss}Z); at most {Bearable.TotalSeconds:0} s are right: let both take their time from NTP");
    }
}
