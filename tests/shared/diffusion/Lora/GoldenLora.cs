using System.IO.Enumeration;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

/// <summary>A folder of reference adapters: the files, the base model that its info.json names, and what the model gives with them.</summary>
internal sealed class GoldenLora : IDisposable
{
    private const string OutputsFile = "lora_io.safetensors";
    private readonly string _folder;
    private readonly string _base;

    public GoldenLora(string folder)
    {
        _folder = GoldenFolder.Require(folder);
        var info = GoldenFolder.RequireJson(folder, "info.json");
        _base = Path.Combine(Path.GetDirectoryName(_folder)!, info.GetProperty("base_model").GetString()!);
        Io = new GoldenTensors(folder, OutputsFile);
        var alphas = info.GetProperty("alpha").EnumerateObject().Select(entry => (Pattern: entry.Name, Alpha: entry.Value.GetDouble())).ToList();
        Files = [.. Directory.EnumerateFiles(_folder, "*.safetensors").Where(file => Path.GetFileName(file) != OutputsFile).Order(StringComparer.Ordinal)
            .Select(file => (file, alphas.First(entry => FileSystemName.MatchesSimpleExpression(entry.Pattern, Path.GetFileName(file))).Alpha))];
        Assert.NotEmpty(Files);
    }

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith(OutputsFile);

    public IReadOnlyList<(string Path, double Alpha)> Files { get; }

    public GoldenTensors Io { get; }

    public UNet2DConditionModel Base() => UNet2DConditionModel.FromPretrained(Path.Combine(_base, "unet"));

    public Tensor Run(UNet2DConditionModel unet)
    {
        var added = Io.Has("added.text_embeds") ? new AddedConditions(Io["added.text_embeds"], Io["added.time_ids"]) : null;
        return unet.forward(Io["sample"], Io["timesteps"], Io["encoder_hidden_states"], added);
    }

    /// <summary>The stored outputs for an alpha, with the scale each was made with.</summary>
    public IReadOnlyList<(string Name, double Scale)> Outputs(double alpha)
    {
        var whole = $"out.alpha{alpha}";
        return [.. Io.Names.Where(name => name == whole || name.StartsWith(whole + "_scale", StringComparison.Ordinal))
            .Select(name => (name, name == whole ? 1 : double.Parse(name[(whole.Length + "_scale".Length)..])))];
    }

    public void Dispose() => Io.Dispose();
}
