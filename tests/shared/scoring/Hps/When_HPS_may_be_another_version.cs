using InstructEngine.Diffusion.Vision;
using InstructEngine.Scoring;
using InstructEngine.Shared.Tests.Diffusion.Vision;
using InstructEngine.Shared.Tests.Scoring.Clip;

namespace InstructEngine.Shared.Tests.Scoring.Hps;

/// <summary>Versions 2.0 and 2.1 have the same tensors, and scores that cannot be compared.</summary>
public sealed class When_HPS_may_be_another_version : IDisposable
{
    private readonly TinyClipFolder _folder = new();

    [Fact]
    public void Weights_of_which_nothing_says_so_are_refused_with_what_would_say_so()
    {
        var message = Refused();
        Assert.Contains("nothing says that these are the weights of HPS v2.1", message, StringComparison.Ordinal);
        Assert.Contains("HPS_v2.1_compressed.safetensors", message, StringComparison.Ordinal);
        Assert.Contains("\"hps_version\": \"2.1\"", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HPS_v2_compressed.safetensors")]
    [InlineData("HPS_v2.safetensors")]
    public void The_authors_names_of_version_2_0_are_refused(string name)
    {
        File.Move(_folder["model.safetensors"], _folder[name]);
        Assert.Contains("the file's name says HPS v2.0; only v2.1 is supported", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0", "says HPS v2.0")]
    [InlineData("v2", "says HPS v2.0")]
    [InlineData("3", "says HPS v3")]
    public void A_config_that_says_otherwise_wins_over_the_name(string version, string said)
    {
        File.Move(_folder["model.safetensors"], _folder["HPS_v2.1_compressed.safetensors"]);
        Say(version);
        Assert.Contains(said, Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.1")]
    [InlineData("v2.1")]
    public void A_config_that_says_so_is_believed(string version)
    {
        Say(version);
        using var scorer = ImageScorers.Load("hps-v2.1", _folder.Path) as IDisposable;
        Assert.NotNull(scorer);
    }

    [Fact]
    public void The_metadata_of_a_file_are_heard_too()
    {
        using (var model = CLIPModel.FromPretrained(_folder.Path))
            OpenClipFile.Write(model, _folder["HPS_v2.1_compressed.safetensors"], new Dictionary<string, string> { ["hps_version"] = "2.0" });
        Assert.Contains("metadata says HPS v2.0", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_authors_pickle_is_refused_with_how_to_convert_it()
    {
        File.Delete(_folder["model.safetensors"]);
        File.WriteAllBytes(_folder["HPS_v2.1_compressed.pt"], [0x80, 2]);
        var message = Assert.Throws<FileNotFoundException>(() => ImageScorers.Load("hps-v2.1", _folder.Path)).Message;
        Assert.Contains("only 'HPS_v2.1_compressed.pt': a pickle, which can run code and is refused", message, StringComparison.Ordinal);
        Assert.Contains("weights_only=True)[\"state_dict\"].items()}, \"HPS_v2.1_compressed.safetensors\")", message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Say(string version)
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_folder["config.json"]))!;
        config["hps_version"] = version;
        File.WriteAllText(_folder["config.json"], config.ToJsonString());
    }

    private string Refused() => Assert.Throws<InvalidDataException>(() => ImageScorers.Load("hps-v2.1", _folder.Path)).Message;
}
