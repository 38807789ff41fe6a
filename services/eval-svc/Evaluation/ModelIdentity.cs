using System.Globalization;
using InstructEngine.Hosting.Models;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Hashes of models: equal for equal ones, wherever they lie.</summary>
internal static class ModelIdentity
{
    public static Task<string> OfAsync(ModelRoot root, ModelSource source, CancellationToken cancellationToken) => Task.Run(
        () => ContentIds.Create(
            "evaluation-model",
            FolderHash.Of(source.PathIn(root)),
            source.Unet?.Sha256 ?? "",
            source.Lora is { } lora ? FolderHash.OfFile(lora) : "",
            source.Lora is null ? "" : source.LoraScale.ToString("R", CultureInfo.InvariantCulture)),
        cancellationToken);
}
