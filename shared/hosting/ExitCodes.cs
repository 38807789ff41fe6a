namespace InstructEngine.Hosting;

/// <summary>What the exit code of a service or of the command line says.</summary>
public static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The run ended as failed, a check failed, or libtorch does not load; the reason was printed.</summary>
    public const int RunFailed = 1;

    /// <summary>The command line, a setting, the spec or the prompt file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The broker or a store did not answer in time, or refused the credentials.</summary>
    public const int Unreachable = 3;

    /// <summary>Another program listens on a port that this one was told to use.</summary>
    public const int PortInUse = 4;

    /// <summary>The output folder cannot be used: it holds another run, is locked, read-only, full or corrupt.</summary>
    public const int OutputUnusable = 5;

    /// <summary>The run waits for its user, as the message says; the same command goes on.</summary>
    public const int Paused = 6;

    /// <summary>Stopped by the user (128 + SIGINT, as shells count).</summary>
    public const int Cancelled = 130;
}
