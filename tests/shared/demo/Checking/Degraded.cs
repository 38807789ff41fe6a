using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Checking;

/// <summary>What an autoencoder does to a picture, roughly: half of a 3 × 3 blur, and noise of 6 grey levels (30 dB in all).</summary>
internal static class Degraded
{
    internal static byte[] By(byte[] picture, DemoRandom random, double blur = 0.5, double noise = 6)
    {
        var result = new byte[picture.Length];
        for (var i = 0; i < picture.Length; i++)
        {
            var value = (picture[i] * (1 - blur)) + (Mean(picture, i) * blur) + (Gaussian(random) * noise);
            result[i] = (byte)Math.Clamp(value + 0.5, 0, 255);
        }

        return result;
    }

    private static double Mean(byte[] picture, int index)
    {
        var (y, x, channel) = (index / 96, index / 3 % 32, index % 3);
        var (sum, count) = (0, 0);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(31, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(31, x + 1); column++)
            {
                sum += picture[(((row * 32) + column) * 3) + channel];
                count++;
            }
        }

        return (double)sum / count;
    }

    private static double Gaussian(DemoRandom random)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += random.NextDouble();
        }

        return sum;
    }
}
