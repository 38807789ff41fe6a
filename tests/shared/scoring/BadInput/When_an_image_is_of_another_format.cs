namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_is_of_another_format
{
    [Theory]
    [InlineData("GIF89a\u0001\u0001")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("BM6000000")]
    public void It_is_refused_whatever_its_name_says(string content) =>
        Assert.Contains("it begins neither as PNG nor as JPEG nor as WebP", ImageBytes.Refused(System.Text.Encoding.Latin1.GetBytes(content)), StringComparison.Ordinal);
}
