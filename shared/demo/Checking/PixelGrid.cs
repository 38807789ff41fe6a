using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

internal static class PixelGrid
{
    internal static Rgb At(ReadOnlySpan<byte> rgb, int x, int y)
    {
        var i = ((y * SceneRenderer.Size) + x) * 3;
        return new Rgb(rgb[i], rgb[i + 1], rgb[i + 2]);
    }

    internal static void Require(ReadOnlySpan<byte> rgb)
    {
        if (rgb.Length != SceneRenderer.ByteCount)
        {
            throw new ArgumentException(
                $"The picture has {rgb.Length} bytes; 32 × 32 RGB pixels are {SceneRenderer.ByteCount}.", nameof(rgb));
        }
    }
}
