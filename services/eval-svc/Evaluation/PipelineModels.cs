using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Storage.Blobs;
using static TorchSharp.torch;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Loads models from their folders; the aligned one is the base with the checkpoint's UNet, or with a LoRA.</summary>
internal sealed class PipelineModels(ModelRoot root, IBlobStore blobs) : IEvaluationModels
{
    public Task<string> IdentifyAsync(ModelSource source, CancellationToken cancellationToken) => ModelIdentity.OfAsync(root, source, cancellationToken);

    public async Task<IEvaluationModel> LoadAsync(ModelSource source, CancellationToken cancellationToken)
    {
        TorchRuntime.EnsureLoaded();
        var path = source.PathIn(root);
        if (source.Unet is not { } unet)
            return new PipelineModel(() => Open(path, source));

        var weights = await FileOfAsync(unet, cancellationToken);
        return new PipelineModel(() => OpenWith(path, source, weights), () => File.Delete(weights));
    }

    /// <summary>The weights reader maps a file.</summary>
    private async Task<string> FileOfAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        var weights = Path.GetTempFileName();
        try
        {
            await using var content = await blobs.OpenReadAsync(blob, cancellationToken);
            await using var file = File.Create(weights);
            await content.CopyToAsync(file, cancellationToken);
            return weights;
        }
        catch
        {
            File.Delete(weights);
            throw;
        }
    }

    private static TextToImagePipeline Open(string path, ModelSource source)
    {
        try
        {
            var pipeline = TextToImagePipeline.FromPretrained(path, device: cuda.is_available() ? CUDA : CPU);
            return source.Lora is { } lora ? WithLora(pipeline, lora, source.LoraScale) : pipeline;
        }
        catch (Exception exception) when (exception is InvalidDataException or ModelConfigException or SafetensorsException or IOException)
        {
            throw new RunFailureException($"The model '{source.Folder}' cannot be loaded: {exception.Message}", exception);
        }
    }

    private static TextToImagePipeline WithLora(TextToImagePipeline pipeline, string lora, double scale)
    {
        try
        {
            var models = LoraModels.Of(pipeline);
            using var adapter = LoraAdapter.Load(lora, models);
            adapter.Scale = scale;
            adapter.MergeInto(models);
            return pipeline;
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }

    private static TextToImagePipeline OpenWith(string path, ModelSource source, string weights)
    {
        var pipeline = Open(path, source);
        try
        {
            ModelWeights.Load(pipeline.Unet, weights);
            return pipeline;
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }
}
