using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Shared.Tests.Diffusion.Models;
using InstructEngine.Shared.Tests.Diffusion.Pipelines;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class A_merged_adapter
{
    [Fact]
    public void Gives_a_whole_model_folder_that_draws_as_the_adapter_did()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var pipeline = TinyPipeline.Create();
        var models = LoraModels.Of(pipeline);
        using var adapter = Strong(models);
        adapter.Scale = 0.8;
        var without = Run(pipeline);
        adapter.Attach(models);
        var attached = Run(pipeline);
        Assert.False(attached.allclose(without, rtol: 1e-2, atol: 1e-2));

        adapter.Detach();
        adapter.MergeInto(models);
        pipeline.SavePretrained(folder.Path);
        using var merged = TextToImagePipeline.FromPretrained(folder.Path);
        GoldenTensors.Near(attached, Run(merged), 1e-5, 1e-5, "merged");
    }

    [Fact]
    public void Changes_text_encoders_too()
    {
        using var scope = NewDisposeScope();
        using var pipeline = TinyPipeline.Create();
        var models = LoraModels.Of(pipeline);
        using var adapter = LoraAdapter.Create(models, new() { TargetModules = ["q_proj", "fc1"] });
        Assert.All(adapter.Layers, layer => Assert.Equal(LoraComponent.TextEncoder2, layer.Component));
        Assert.Equal(2 * models.TextEncoder2!.Config.NumHiddenLayers, adapter.Layers.Count);
        Fill(adapter);
        var weight = models.TextEncoder2.named_parameters().Single(entry => entry.name == adapter.Layers[0].Path + ".weight").parameter;
        var expected = weight + adapter.Layers[0].Up.matmul(adapter.Layers[0].Down) * adapter.Layers[0].Factor;
        adapter.MergeInto(models);
        GoldenTensors.Near(expected, weight, 1e-6, 1e-6, "weight");
    }

    [Fact]
    public void Gives_the_text_that_the_attached_one_gave()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var pipeline = TinyPipeline.Create();
        var models = LoraModels.Of(pipeline);
        using var adapter = LoraAdapter.Create(models, new() { TargetModules = ["q_proj", "v_proj", "out_proj", "fc1", "fc2"] });
        Fill(adapter);
        var without = pipeline.EncodePrompts(["a red square"]).Context;
        adapter.Attach(models);
        var attached = pipeline.EncodePrompts(["a red square"]).Context;
        Assert.False(attached.allclose(without, rtol: 1e-2, atol: 1e-2));
        adapter.Detach();
        adapter.MergeInto(models);
        GoldenTensors.Near(attached, pipeline.EncodePrompts(["a red square"]).Context, 1e-4, 1e-5, "text");
    }

    [Fact]
    public void Is_stored_in_the_models_dtype()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.MergeInto(tiny.Models);
        using var expected = tiny.Run();
        using var half = new TinyLora();
        using var noGrad = no_grad();
        foreach (var ((_, parameter), (_, from)) in half.Unet.named_parameters().Zip(tiny.Unet.named_parameters()))
            parameter.copy_(from);
        adapter.Scale = -1;
        adapter.MergeInto(half.Models);
        half.Unet.to(ScalarType.BFloat16);
        adapter.Scale = 1;
        adapter.MergeInto(half.Models);
        Assert.All(half.Unet.parameters(), parameter => Assert.Equal(ScalarType.BFloat16, parameter.dtype));
        half.Unet.to(ScalarType.Float32);
        using var actual = half.Run();
        GoldenTensors.Near(expected, actual, 0.1, 0.03, "bfloat16");
    }

    [Fact]
    public void Must_not_be_attached()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        Assert.Contains("twice", Assert.Throws<InvalidOperationException>(() => adapter.MergeInto(tiny.Models)).Message);
    }

    private static LoraAdapter Strong(LoraModels models)
    {
        var adapter = LoraAdapter.Create(models, new() { TargetModules = ["to_q", "to_k", "to_v", "to_out.0", "conv1", "time_emb_proj"] });
        Fill(adapter);
        return adapter;
    }

    private static void Fill(LoraAdapter adapter)
    {
        using var noGrad = no_grad();
        foreach (var layer in adapter.Layers)
            layer.Up.copy_(arange(layer.Up.NumberOfElements, ScalarType.Float32).cos().mul(0.3).reshape(layer.Up.shape));
    }

    private static Tensor Run(TextToImagePipeline pipeline)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (context, pooled) = pipeline.EncodePrompts(["a red square"]);
        var sample = arange(4 * 4 * 4, ScalarType.Float32).sin().reshape(1, 4, 4, 4);
        return pipeline.Unet.forward(sample, tensor(7L), context, new(pooled!, zeros(1, 6))).MoveToOuterDisposeScope();
    }
}
