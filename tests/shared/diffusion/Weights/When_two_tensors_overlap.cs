namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_two_tensors_overlap
{
    [Fact]
    public void The_second_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6);
        file.IsRefused("b", "inside another tensor's");
    }
}
