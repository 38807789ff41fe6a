using System.Buffers.Binary;
using System.Text;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.Shared.Tests.Diffusion.Images;

public sealed class A_png_file
{
    private static readonly RgbImage Picture = new(5, 3, Enumerable.Range(0, 45).Select(i => (byte)(i * 5)).ToArray());

    [Fact]
    public void Gives_back_every_pixel()
    {
        var read = RgbImage.FromPng(Picture.ToPng());
        Assert.Equal((5, 3), (read.Width, read.Height));
        Assert.Equal(Picture.Rgb.ToArray(), read.Rgb.ToArray());
    }

    [Fact]
    public void Has_the_same_bytes_each_time() => Assert.Equal(Picture.ToPng(), Picture.ToPng());

    [Fact]
    public void Carries_texts_that_a_reader_accepts()
    {
        var png = Picture.ToPng(new Dictionary<string, string> { ["parameters"] = "ein Würfel\nsteps: 4" });
        Assert.Contains("ein Würfel\nsteps: 4", Encoding.UTF8.GetString(png));
        Assert.Equal(Picture.Rgb.ToArray(), RgbImage.FromPng(png).Rgb.ToArray());
    }

    [Fact]
    public void Refuses_a_keyword_that_the_format_has_no_place_for() =>
        Assert.Throws<ArgumentException>(() => Picture.ToPng(new Dictionary<string, string> { ["a\nb"] = "" }));

    [Fact]
    public void Is_refused_before_decoding_when_it_says_it_is_huge()
    {
        var png = Picture.ToPng();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(png.AsSpan(12, 17)));
        Assert.Contains("60000 x 60000", Assert.Throws<InvalidDataException>(() => RgbImage.FromPng(png)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(60)]
    public void Is_refused_when_it_is_cut_off(int length) =>
        Assert.Throws<InvalidDataException>(() => RgbImage.FromPng(Picture.ToPng().AsSpan(0, length)));

    [Fact]
    public void Is_refused_when_it_is_something_else() =>
        Assert.Throws<InvalidDataException>(() => RgbImage.FromPng("GIF89a, not a PNG"u8));

    [Fact]
    public void A_picture_needs_its_bytes() =>
        Assert.Throws<ArgumentException>(() => new RgbImage(2, 2, new byte[11]));
}
