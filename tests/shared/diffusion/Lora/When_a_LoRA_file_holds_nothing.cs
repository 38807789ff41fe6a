namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_a_LoRA_file_holds_nothing
{
    [Fact]
    public void The_file_is_named()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused([], null, "no tensors");
    }
}
