namespace InstructEngine.Hosting;

/// <summary>How a failure is told in <c>RunFailed</c>.</summary>
internal static class FailureReasons
{
    /// <summary>A <see cref="RunFailureException"/>'s own words, which are for users; otherwise the exception's type and message.</summary>
    public static string Of(Exception exception) =>
        exception is RunFailureException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
}
