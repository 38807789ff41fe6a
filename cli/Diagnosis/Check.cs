using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.Cli.Diagnosis;

internal enum CheckState
{
    Ok,
    Failed,

    /// <summary>Not asked for; the detail says how to.</summary>
    Skipped,
}

/// <summary>What one check of <c>doctor</c> found.</summary>
/// <param name="Detail">Of a failure: what is wrong, and what would be right.</param>
internal sealed record Check(string Name, CheckState State, string Detail)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Check Ok(string name, string detail) => new(name, CheckState.Ok, detail);

    public static Check Failed(string name, string detail) => new(name, CheckState.Failed, detail);

    public static Check Skipped(string name, string detail) => new(name, CheckState.Skipped, detail);

    /// <summary>A check that cannot be carried out has failed, and says why; the others go on.</summary>
    public static async Task<Check> RunAsync(string name, Func<CancellationToken, Task<Check>> check, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await check(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(name, $"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is CommandFailure or UnreachableException or SettingException or TorchRuntimeException or IOException or UnauthorizedAccessException)
        {
            return Failed(name, exception.Message);
        }
        catch (Exception exception) when (BrokerConnection.IsProblem(exception))
        {
            return Failed(name, exception.GetBaseException().Message);
        }
    }
}
