using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Tests.Generation;

/// <summary>Files of one adapter for a model folder, its weights large enough to be seen.</summary>
internal static class LoraFiles
{
    /// <returns>The file, named for its naming.</returns>
    public static string Write(string model, string folder, LoraNaming naming = LoraNaming.Peft)
    {
        using var pipeline = TextToImagePipeline.FromPretrained(model);
        using var adapter = LoraAdapter.Create(LoraModels.Of(pipeline), new LoraSettings { Rank = 2, Alpha = 2, Seed = 3 });
        using var generator = new Generator(4, CPU);
        using var noGrad = no_grad();
        foreach (var layer in adapter.Layers)
            layer.Up.normal_(0, 1, generator);

        var path = Path.Combine(folder, $"{naming}.safetensors");
        adapter.Save(path, naming);
        return path;
    }
}
