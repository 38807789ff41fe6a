using InstructEngine.Hosting;
using InstructEngine.Hosting.Settings;
using InstructEngine.Language;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;
using InstructEngine.Shared.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Shared.Tests.Language.Faults;

public sealed class When_the_settings_are_wrong
{
    [Theory]
    [InlineData(Fault.WrongKey, "refuses the key (401): Incorrect API key provided: Bearer ***. (invalid_api_key). Set Language:Key or Language:KeyFile")]
    [InlineData(Fault.Forbidden, "refuses the key (403): Your project has no access to this model.")]
    [InlineData(Fault.NotFound, "is not there (404): The model 'small' does not exist. (model_not_found). Check Language:Endpoint (often it ends in /v1) and Language:Model.")]
    [InlineData(Fault.BadRequest, "refuses the request (400): Invalid schema for response_format.")]
    [InlineData(Fault.Redirect, "refuses the request (302)")]
    public async Task The_run_ends_at_once_and_says_what_to_set(Fault fault, string reason)
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (_, _) => fault });

        var failure = await Assert.ThrowsAsync<RunFailureException>(() => asking.AskAsync());

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LanguageHarness.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task Without_an_endpoint_a_question_says_how_to_set_one()
    {
        await using var asking = await LanguageHarness.StartAsync(settings: [("Language:Endpoint", "")]);

        var failure = await Assert.ThrowsAsync<RunFailureException>(() => asking.AskAsync());

        Assert.Contains("INSTRUCTENGINE_LANGUAGE__ENDPOINT", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Language:Endpoint", "localhost:11434", "an address such as http://localhost:11434/v1")]
    [InlineData("Language:Endpoint", "ftp://host/v1", "an address such as")]
    [InlineData("Language:Endpoint", "https://user:key@host/v1", "without a user or key in it")]
    [InlineData("Language:Model", "", "the name of a model that Language:Endpoint has")]
    [InlineData("Language:Concurrency", "0", "a whole number from 1 to 1024")]
    [InlineData("Language:Temperature", "3", "a number from 0 to 2")]
    [InlineData("Language:StructuredOutput", "xml", "one of json-schema, json-object, none")]
    [InlineData("Language:Prices", "cheap", "INPUT/OUTPUT for 1000 tokens")]
    [InlineData("Language:Prices", "1/-2", "INPUT/OUTPUT for 1000 tokens")]
    [InlineData("Language:BudgetMoney", "-1", "a number from 0")]
    [InlineData("Language:BudgetMoney", "5", "because Language:BudgetMoney is set")]
    [InlineData("Language:KeyFile", "/no/such/file", "a file that can be read")]
    public void A_value_that_cannot_be_is_refused_at_the_start(string key, string value, string expected)
    {
        var settings = new Dictionary<string, string?> { ["Language:Endpoint"] = "http://localhost:1/v1", ["Language:Model"] = "small", [key] = value };

        var failure = Assert.Throws<SettingException>(() => LanguageOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_comes_from_a_file_and_goes_to_the_endpoint_alone()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["key"], "sk-from-a-file\n\n");
        await using var asking = await LanguageHarness.StartAsync(settings: [("Language:Key", ""), ("Language:KeyFile", folder["key"])]);

        await asking.AskAsync();

        Assert.Equal("Bearer sk-from-a-file", asking.Server.Requests.Single().Authorization);
        var options = LanguageOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("Language:KeyFile", folder["key"])]).Build());
        Assert.DoesNotContain("sk-from", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_two_places_is_refused_without_being_shown()
    {
        var failure = Assert.Throws<SettingException>(() => LanguageOptions.From(
            new ConfigurationBuilder().AddInMemoryCollection([new("Language:Key", "sk-secret"), new("Language:KeyFile", "key.txt")]).Build()));

        Assert.DoesNotContain("sk-secret", failure.Message, StringComparison.Ordinal);
    }
}
