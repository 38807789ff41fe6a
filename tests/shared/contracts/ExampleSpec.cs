using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>A run's spec with every member set. It shows the form; such a run was never asked for.</summary>
internal static class ExampleSpec
{
    public static RunSpec Create() => new(
        "every-member", 7,
        new(5000, 3, 300, "en"),
        new("default", 20, 20, 3, "language-model", true, "sha256:3f0a1b2c4d5e6f708192a3b4c5d6e7f80918273645546372819f0e1d2c3b4a59:1234"),
        new(3, new(1, 0.5, 0.5), new(1, 2, 1), "language-model", ["referee-a", "referee-b"], "moderator", true),
        new("demo-renderer", 20, 3, 3, 0.2, 0.5, [Local(), Remote()], "ddim", "512x512", true, "clip-score", "clip-vit-base-patch32"),
        Training(),
        new("file", 24, 2, 20, [3, 5], [new("clip-score", "clip-vit-base-patch32", "bfloat16")], "sha256:3f0a1b2c4d5e6f708192a3b4c5d6e7f80918273645546372819f0e1d2c3b4a59:1234", "all", "report"),
        "dataset");

    private static RendererSpec Local() => new(2, "demo-renderer", Lora: "style.safetensors", LoraScale: 0.8, Precision: "bfloat16", Steps: 25, GuidanceScale: 5, Scheduler: "euler");

    private static RendererSpec Remote() => new(1, "images-1", "studio", Parameters: new JsonObject { ["quality"] = "high" });

    private static TrainingSpec Training() => new(
        "demo-base", "cross-validation", 2000, 1e-5, 100, 4, 10, 1, 0.1, 0.5, 0.1, 25, "skip", "both", 8, 8, "bfloat16", 0.999, true, 2, "cosine", new(0, 500), 4, "rollback");
}
