namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_bytes_between_tensors_have_no_owner
{
    [Fact]
    public void The_tensor_after_them_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}}""", 6);
        file.IsRefused("b", "without an owner");
    }
}
