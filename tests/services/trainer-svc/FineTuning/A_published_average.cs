using InstructEngine.Diffusion.Lora;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

public sealed class A_published_average
{
    [Fact]
    public void Of_a_LoRA_is_the_base_with_the_averaged_adapter_and_leaves_training_as_it_was()
    {
        using var tiny = new TinyTuning(loraRank: 2);
        tiny.Train();
        var before = TinyTuning.Predict(tiny.Tuning.Predict);
        var average = tiny.Tuning.Parameters.ToDictionary(entry => entry.Name, entry => entry.Parameter.detach() * 0.5);
        using var published = tiny.Tuning.Publish(average);

        using var expected = tiny.OpenBase();
        using (var adapter = LoraAdapter.Create(new LoraModels(expected), new LoraSettings { Rank = 2 }))
        {
            using var noGrad = no_grad();
            foreach (var (name, parameter) in adapter.NamedParameters())
            {
                parameter.copy_(average[name]);
            }

            adapter.MergeInto(new LoraModels(expected));
        }

        Assert.All(expected.named_parameters(), entry => Assert.True(TinyTuning.Same(entry.parameter, published.UNet[entry.name]), entry.name));
        Assert.True(TinyTuning.Same(before, TinyTuning.Predict(tiny.Tuning.Predict)));
    }
}
