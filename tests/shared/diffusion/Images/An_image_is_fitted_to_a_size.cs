using InstructEngine.Diffusion.Images;

namespace InstructEngine.Shared.Tests.Diffusion.Images;

public sealed class An_image_is_fitted_to_a_size
{
    [Theory]
    [InlineData(64, 32, 32, 32, 0, 16)]
    [InlineData(32, 64, 32, 32, 16, 0)]
    [InlineData(48, 40, 32, 32, 0, 3)]
    [InlineData(10, 10, 32, 16, 8, 0)]
    [InlineData(1000, 999, 64, 64, 0, 0)]
    [InlineData(7, 700, 8, 8, 396, 0)]
    public void The_shorter_side_fits_and_the_middle_is_kept(int width, int height, int toWidth, int toHeight, int top, int left)
    {
        var fit = ImageFit.Of(Plain(width, height), toWidth, toHeight);

        Assert.Equal((toWidth, toHeight, top, left), (fit.Image.Width, fit.Image.Height, fit.Top, fit.Left));
    }

    [Fact]
    public void What_is_in_the_middle_is_what_is_seen()
    {
        // Left and right thirds black, the middle white: of a strip three times as wide as high, the middle square is white.
        var rgb = new byte[96 * 32 * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(i / 3 % 96 is >= 32 and < 64 ? 255 : 0);

        Assert.All(ImageFit.Of(new RgbImage(96, 32, rgb), 32, 32).Image.Rgb.ToArray(), value => Assert.Equal(255, value));
    }

    [Fact]
    public void One_that_fits_is_left_as_it_is()
    {
        var image = Plain(32, 16);

        Assert.Same(image, ImageFit.Of(image, 32, 16).Image);
    }

    [Fact]
    public void A_line_is_no_image() =>
        Assert.Contains("301 x 3 pixels", Assert.Throws<InvalidDataException>(() => ImageFit.Of(Plain(301, 3), 32, 32)).Message, StringComparison.Ordinal);

    private static RgbImage Plain(int width, int height) => new(width, height, new byte[width * height * 3]);
}
