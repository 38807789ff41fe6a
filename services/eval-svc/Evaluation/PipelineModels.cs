using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Storage.Blobs;
using static TorchSharp.torch;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Loads models from their folders; the aligned one is the base with the checkpoint's UNet.</summary>
internal sealed class PipelineModels(ModelRoot root, IBlobStore blobs) : IEvaluationModels
{
    public async Task<IEvaluationModel> LoadAsync(EvaluatedModel side, string folder, EpochCompleted checkpoint, CancellationToken cancellationToken)
    {
        TorchRuntime.EnsureLoaded();
        var path = root.Resolve(folder);
        if (side == EvaluatedModel.Base)
            return new PipelineModel(() => Open(path, folder));

        // The weights reader maps a file.
        var weights = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(weights, await blobs.ReadAsync(checkpoint.Checkpoint, cancellationToken), cancellationToken);
        }
        catch
        {
            File.Delete(weights);
            throw;
        }

        return new PipelineModel(() => OpenAligned(path, folder, weights), () => File.Delete(weights));
    }

    private static TextToImagePipeline Open(string path, string folder)
    {
        try
        {
            return TextToImagePipeline.FromPretrained(path, device: cuda.is_available() ? CUDA : CPU);
        }
        catch (Exception exception) when (exception is InvalidDataException or ModelConfigException or SafetensorsException or IOException)
        {
            throw new RunFailureException($"training.model '{folder}' cannot be loaded: {exception.Message}", exception);
        }
    }

    private static TextToImagePipeline OpenAligned(string path, string folder, string weights)
    {
        var pipeline = Open(path, folder);
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
