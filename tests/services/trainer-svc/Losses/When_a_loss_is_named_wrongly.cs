using InstructEngine.Hosting;
using InstructEngine.TrainerService.Losses;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class When_a_loss_is_named_wrongly
{
    [Theory]
    [InlineData("kto", 200, null, "training.loss is 'kto'; known are 'cross-validation', 'diffusion-dpo', 'sft' and 'sft-both'")]
    [InlineData("sft", 200, "both", "training.terms is 'both', but training.loss 'sft' has instruction-fixed terms only")]
    [InlineData("cross-validation", 200, "all", "training.terms is 'all'; known are 'instruction-fixed', 'image-fixed', 'both' and 'random-direction'")]
    [InlineData("cross-validation", 200, "random-direction", "training.terms is 'random-direction', which training.loss 'diffusion-dpo' alone has")]
    [InlineData("diffusion-dpo", 200, "image-fixed", "training.terms is 'image-fixed', but training.loss 'diffusion-dpo' has instruction-fixed terms only")]
    [InlineData("cross-validation", 0, null, "training.beta is 0; a number above 0")]
    [InlineData("cross-validation", double.NaN, null, "training.beta is NaN")]
    public void The_error_names_the_field_the_value_and_what_would_be_right(string loss, double beta, string? terms, string told) =>
        Assert.Contains(told, Assert.Throws<RunFailureException>(() => PreferenceLosses.Create(loss, beta, terms)).Message);
}
