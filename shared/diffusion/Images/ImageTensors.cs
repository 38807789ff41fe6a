using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Images;

/// <summary>Between pictures and float32 tensors <c>[B, 3, H, W]</c> in [-1, 1].</summary>
public static class ImageTensors
{
    /// <exception cref="ArgumentException">There is no picture, or they differ in size.</exception>
    public static Tensor ToTensor(IReadOnlyList<RgbImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0 || images.Any(image => image.Width != images[0].Width || image.Height != images[0].Height))
        {
            throw new ArgumentException("One or more pictures of one size are needed.", nameof(images));
        }

        using var scope = NewDisposeScope();
        var bytes = images.SelectMany(image => image.Rgb.ToArray()).ToArray();
        var nhwc = tensor(bytes, [images.Count, images[0].Height, images[0].Width, RgbImage.Channels], ScalarType.Byte);
        return (nhwc.permute(0, 3, 1, 2).to(ScalarType.Float32) / 127.5 - 1).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Values beyond [-1, 1] are clamped, as diffusers does.</summary>
    /// <exception cref="NotFiniteException">A value is not a number: the model overflowed.</exception>
    public static IReadOnlyList<RgbImage> ToImages(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var values = images.to(ScalarType.Float32);
        if (!values.isfinite().all().item<bool>())
        {
            throw new NotFiniteException("autoencoder");
        }

        var nhwc = ((values / 2 + 0.5).clamp(0, 1) * 255).round().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().cpu();
        var (height, width) = ((int)nhwc.shape[1], (int)nhwc.shape[2]);
        return [.. nhwc.unbind(0).Select(image => new RgbImage(width, height, image.data<byte>().ToArray()))];
    }
}
