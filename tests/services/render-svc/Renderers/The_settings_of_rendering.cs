using InstructEngine.Hosting.Settings;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers;

public sealed class The_settings_of_rendering
{
    [Fact]
    public void On_the_CPU_are_one_drawing_a_processor()
    {
        var options = Read(("Render:Device", "cpu"));
        Assert.Equal(("cpu", Math.Min(Environment.ProcessorCount, 64)), (options.Device, options.Concurrency));
        Assert.Equal(2 * options.Concurrency, options.PairsInHand);
        Assert.Equal(3, Read(("Render:Concurrency", "3")).Concurrency);
    }

    [Fact]
    public void Of_an_endpoint_have_usual_values_and_a_key_that_shows_itself_to_nobody()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("key"), "  sk-secret \nmore\n");
        var options = Read(
            ("Render:Concurrency", "2"), ("Render:Endpoints:OpenAI:Url", "https://api.openai.com/v1"), ("Render:Endpoints:OpenAI:KeyFile", folder.PathOf("key")),
            ("Render:Endpoints:local:Url", "http://127.0.0.1:8080/v1/"), ("Render:Endpoints:local:Timeout", "0.5"), ("Render:Endpoints:local:Concurrency", "9"));
        var endpoint = options.Endpoints["openai"];
        Assert.Equal((4, 180, 6, 300), (endpoint.Concurrency, endpoint.Timeout.TotalSeconds, endpoint.Retries, endpoint.MaxRetryAfter.TotalSeconds));
        Assert.Equal("sk-secret", endpoint.Key!.Reveal());
        Assert.DoesNotContain("sk-secret", endpoint.ToString(), StringComparison.Ordinal);
        Assert.Equal("no ***!", endpoint.Key.Redact("no sk-secret!"));
        Assert.Null(options.Endpoints["local"].Key);
        Assert.Equal(2 + 2 + 4 + 9, options.PairsInHand);
    }

    [Theory]
    [InlineData("Render:Concurrency", "0", "a whole number from 1 to 64")]
    [InlineData("Render:Device", "gpu", "cpu, cuda or cuda:N")]
    [InlineData("Render:Device", "cuda:99", "cpu, cuda or cuda:N")]
    [InlineData("Render:Endpoints:x:Key", "k", "INSTRUCTENGINE_RENDER__ENDPOINTS__X__URL")]
    [InlineData("Render:Endpoints:x:Url", "ftp://h/v1", "the base URL of an images API")]
    [InlineData("Render:Endpoints:x:Url", "https://user:pass@h/v1", "the base URL of an images API")]
    public void That_cannot_be_are_told_with_what_would_be_right(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<SettingException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Timeout", "0", "a number from 0.1 to 3600")]
    [InlineData("Retries", "many", "a number from 0 to 100")]
    [InlineData("KeyFile", "/nowhere/key", "a file that can be read")]
    public void Of_an_endpoint_that_cannot_be_are_told_too(string key, string value, string said)
    {
        var e = Assert.Throws<SettingException>(() => Read(("Render:Endpoints:x:Url", "http://h/v1"), ($"Render:Endpoints:x:{key}", value)));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains($"Render:Endpoints:x:{key}", e.Message, StringComparison.Ordinal);
    }

    private static RenderOptions Read(params (string Key, string Value)[] settings) =>
        RenderOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build());
}
