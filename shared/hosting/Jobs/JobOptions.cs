using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Jobs;

/// <summary>How jobs are held.</summary>
public sealed record JobOptions
{
    /// <summary><c>Jobs:LeaseTime</c> in seconds, 1 to 3600, default 30: a worker that is silent for so long has lost its job.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>Jobs:PollInterval</c> in seconds, 0.1 to 60, default 2: how often a worker looks for jobs of other processes.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary><c>Jobs:ReportInterval</c> in seconds, 0.1 to 60, default 1: progress is stored no more often.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>Jobs:MaxAttempts</c>, 1 to 100, default 5: a job whose worker died so often since its last checkpoint fails.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>This process is the only one that works on its store: a job that somebody held is nobody's now.</summary>
    public bool IsAlone { get; init; }

    /// <exception cref="SettingException">A value is out of its range.</exception>
    public static JobOptions From(IConfiguration configuration)
    {
        var read = new SettingReader(configuration);
        return new()
        {
            LeaseTime = read.Seconds("Jobs:LeaseTime", 30, 1, 3600),
            PollInterval = read.Seconds("Jobs:PollInterval", 2, 0.1, 60),
            ReportInterval = read.Seconds("Jobs:ReportInterval", 1, 0.1, 60),
            MaxAttempts = read.Integer("Jobs:MaxAttempts", 5, 1, 100),
        };
    }
}
