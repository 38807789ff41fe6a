using InstructEngine.Hosting;
using InstructEngine.Shared.Tests.Hosting.Processes;

namespace InstructEngine.Shared.Tests.Hosting.Access;

public sealed class When_secrets_cannot_be_used
{
    [Theory]
    [InlineData("--Access:Key=short", "Access:Key")]
    [InlineData("--Access:Key=long enough, but of words", "Access:Key")]
    [InlineData("--Access:KeyFile=/nowhere/key", "Access:KeyFile")]
    [InlineData("--Secrets:Folder=/nowhere", "Secrets:Folder")]
    public async Task The_start_fails_in_a_line_that_names_the_setting_and_not_the_secret(string argument, string setting)
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();

        var code = await ServiceHost.RunAsync(ServiceArguments.InFolder(folder.Path, argument), new TestModule("render-svc"), error);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(setting, error.ToString(), StringComparison.Ordinal);
        if (setting == "Access:Key")
            Assert.DoesNotContain(argument.Split('=')[1], error.ToString(), StringComparison.Ordinal);
    }
}
