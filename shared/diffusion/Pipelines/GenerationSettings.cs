using InstructEngine.Diffusion.Schedulers;

namespace InstructEngine.Diffusion.Pipelines;

public sealed record GenerationSettings
{
    private const int LargestSide = 8192;

    public int Steps { get; init; } = 50;

    /// <summary>Weight of classifier-free guidance (arXiv 2207.12598); 1 and below is without it, in half the time.</summary>
    public double GuidanceScale { get; init; } = 7.5;

    /// <summary>Share of the guided prediction that is rescaled to the prompted one's deviation (arXiv 2305.08891, section 3.4); 0 to 1.</summary>
    public double GuidanceRescale { get; init; }

    /// <summary>Null: the model folder's.</summary>
    public SchedulerConfig? Scheduler { get; init; }

    /// <summary>In pixels; null: the size the model was trained on.</summary>
    public int? Height { get; init; }

    /// <inheritdoc cref="Height"/>
    public int? Width { get; init; }

    /// <summary>
    /// Decode pictures over 512 pixels in overlapping tiles, one after the other: 1024 × 1024 in the memory of 512 × 512. Tiles are blended, but each is
    /// normalised by itself, so the picture is not exactly the untiled one.
    /// </summary>
    public bool VaeTiling { get; init; }

    /// <param name="vaeFactor">Of the model: <see cref="Models.AutoencoderKLConfig.Downscale"/>.</param>
    /// <exception cref="ArgumentException">A setting cannot be; the message names it.</exception>
    public void Validate(int vaeFactor)
    {
        if (Steps <= 0)
        {
            throw new ArgumentException($"Steps is {Steps}; a number above 0 is needed.");
        }

        if (!double.IsFinite(GuidanceScale))
        {
            throw new ArgumentException($"GuidanceScale is {GuidanceScale}; a finite number is needed.");
        }

        if (GuidanceRescale is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"GuidanceRescale is {GuidanceRescale}; 0 to 1 is needed.");
        }

        RequireSide(Height, nameof(Height));
        RequireSide(Width, nameof(Width));

        void RequireSide(int? side, string name)
        {
            if (side is { } pixels && (pixels <= 0 || pixels > LargestSide || pixels % vaeFactor != 0))
            {
                throw new ArgumentException($"{name} is {pixels}; a multiple of {vaeFactor}, up to {LargestSide}, is needed by this model.");
            }
        }
    }
}
