namespace InstructEngine.Cli.Tests.Generation;

/// <summary><c>generate</c> with what every call here has: few steps, and one thread, as other tests count on.</summary>
internal static class Generate
{
    public static Task<CommandLine> RunAsync(string model, string output, params string[] more) => RunAsync(model, output, "a red square", more);

    public static Task<CommandLine> RunAsync(string model, string output, string prompt, string[] more)
    {
        string[] few = more.Contains("--steps") ? [] : ["--steps", "2"];
        return CommandLine.RunAsync(["generate", "--model", model, "--prompt", prompt, "--out", output, "--threads", "1", .. few, .. more]);
    }
}
