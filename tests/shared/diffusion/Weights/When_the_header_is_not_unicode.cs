using System.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_not_unicode
{
    [Fact]
    public void A_name_of_stray_bytes_is_refused()
    {
        byte[] header = [.. "{\""u8, 0xff, 0xfe, .. "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}"u8];
        using var file = SafetensorsBytes.Raw([.. SafetensorsBytes.Length((ulong)header.Length), .. header]);
        file.IsRefused(null, "not a safetensors file");
    }

    [Theory]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""")]
    [InlineData("""{"w":{"dtype":"\udc00","shape":[0],"data_offsets":[0,0]}}""")]
    [InlineData("""{"__metadata__":{"a":"\ud800"}}""")]
    public void Half_a_surrogate_pair_is_refused(string header)
    {
        Assert.True(Encoding.UTF8.GetByteCount(header) == header.Length);
        using var file = SafetensorsBytes.Of(header, 0);
        file.IsRefused(null, "not a safetensors file");
    }
}
