using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Generation;

/// <summary>Draws and writes the images of a plan one after the other, so that each needs the memory of one and is the same whatever the count.</summary>
internal sealed class Drawing(TextToImagePipeline pipeline, GenerationPlan plan, OutputFiles files)
{
    private readonly List<WrittenImage> _written = [];

    /// <summary>Those that are whole on the disk, also after a failure.</summary>
    public IReadOnlyList<WrittenImage> Written => _written;

    /// <exception cref="CommandFailure">An image cannot be drawn or written.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; found out before every step.</exception>
    public void Run(Action<IReadOnlyList<StageProgress>> show, CancellationToken stop)
    {
        var count = plan.Arguments.Count;
        for (var index = 0; index < count; index++)
        {
            var (request, watch) = (plan.RequestOf(index), Stopwatch.StartNew());
            var detail = count == 1 ? null : $"image {index + 1} of {count}, seed {request.Seed}";
            var done = index;
            show([Stage(done * plan.Arguments.Steps, plan.Arguments.Steps, detail)]);
            var image = Draw(request, new Told(step => show([Stage((done * step.Steps) + step.Step, step.Steps, detail)])), stop);
            var seconds = watch.Elapsed.TotalSeconds;
            var png = image.ToPng(ImageMetadata.Of(plan, request));
            files.Write(index, png, stop);
            _written.Add(new WrittenImage(
                files[index], request.Seed, Convert.ToHexStringLower(SHA256.HashData(png)), image.Width, image.Height, Math.Round(seconds, 3)));
        }

        show([new StageProgress("drawing", count, count, count == 1 ? "image" : "images", null, StageState.Completed)]);
    }

    private Diffusion.Images.RgbImage Draw(ImageRequest request, Told progress, CancellationToken stop)
    {
        try
        {
            return pipeline.Generate([request], plan.Settings, progress, stop).Single();
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandFailure(ExitCodes.RunFailed, $"The image of seed {request.Seed} cannot be drawn: {exception.Message}", exception);
        }
        catch (ExternalException exception)
        {
            var reason = exception.Message.Split('\n')[0];
            throw new CommandFailure(ExitCodes.RunFailed, $"libtorch failed: {reason} Where memory ran out, a smaller --size, --vae-tiling or --dtype bfloat16 helps.", exception);
        }
    }

    private StageProgress Stage(int done, int steps, string? detail) => new("drawing", done, (long)steps * plan.Arguments.Count, "steps", detail, StageState.Running);

    private sealed class Told(Action<GenerationProgress> tell) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => tell(value);
    }
}
