using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.Storage.Blobs;
using Microsoft.Extensions.Caching.Memory;

namespace InstructEngine.EvalService.HumanReview.Blinding;

/// <summary>
/// The two files of a pair, made so that nothing but the pictures tells them apart: written anew, without what the original files say of
/// themselves, and of equal length. Both are made before either is given out, so that the time of an answer says nothing either.
/// </summary>
internal sealed class BlindPictures(IBlobStore blobs) : IDisposable
{
    private const long MostCachedBytes = 64 << 20;
    private const int LengthStep = 1024;
    private const string Filler = "Comment";

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostCachedBytes });

    /// <exception cref="InvalidDataException">A picture is damaged.</exception>
    /// <exception cref="Storage.StoreException">A picture is not there any more, or not what it was, or the store does not answer.</exception>
    public async Task<(byte[] Base, byte[] Aligned)> ReadAsync(ComparedPair pair, CancellationToken cancellationToken)
    {
        var key = BlindQueue.KeyOf(pair);
        if (_cache.TryGetValue(key, out (byte[], byte[]) cached))
            return cached;

        var left = RgbImage.FromPng(await blobs.ReadAsync(pair.Base, cancellationToken));
        var right = RgbImage.FromPng(await blobs.ReadAsync(pair.Aligned, cancellationToken));
        var made = OfEqualLength(left, right);
        _cache.Set(key, made, new MemoryCacheEntryOptions { Size = made.Left.Length + made.Right.Length, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return made;
    }

    public void Dispose() => _cache.Dispose();

    private static (byte[] Left, byte[] Right) OfEqualLength(RgbImage left, RgbImage right)
    {
        var (a, b) = (Fill(left, 0).Length, Fill(right, 0).Length);
        var length = (Math.Max(a, b) + LengthStep - 1) / LengthStep * LengthStep;
        return (Fill(left, length - a), Fill(right, length - b));
    }

    private static byte[] Fill(RgbImage image, int bytes) => image.ToPng(new Dictionary<string, string> { [Filler] = new(' ', bytes) });
}
