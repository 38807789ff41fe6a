using System.Security.Cryptography;
using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.RenderService.Renderers;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>
/// Draws nothing: an image is 8 x 8 pixels of the hash of its instruction and seed, another one for each. It may sleep for each batch meanwhile, one batch at
/// a time, as a GPU would be busy.
/// </summary>
internal sealed class NullRenderer(TimeSpan sleep) : IImageRenderers, IImageRenderer, IDisposable
{
    private const int Side = 8;

    private readonly SemaphoreSlim _device = new(1, 1);

    public string Name => "null";

    public string WeightsHash => new('0', 64);

    public Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken) => Task.FromResult<IImageRenderer>(this);

    public async Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken)
    {
        if (sleep > TimeSpan.Zero)
        {
            await _device.WaitAsync(cancellationToken);
            try
            {
                await Task.Delay(sleep, cancellationToken);
            }
            finally
            {
                _device.Release();
            }
        }

        var how = new ImageDrawing(Name, WeightsHash, null, null, null, sleep.TotalSeconds / requests.Count);
        return new([.. requests.Select(request => new DrawnImage(Draw(request), how))]);
    }

    public void Dispose() => _device.Dispose();

    private static RgbImage Draw(ImageRequest request)
    {
        var pixels = new byte[Side * Side * RgbImage.Channels];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Seed} {request.Prompt}"));
        for (var at = 0; at < pixels.Length; at += hash.Length)
            hash.CopyTo(pixels, at);
        return new(Side, Side, pixels);
    }
}
