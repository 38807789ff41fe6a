namespace InstructEngine.Cli.Pretraining;

/// <summary>How the demo checkpoints are made. What is shipped was made with the defaults (see models/README.md).</summary>
internal sealed record PretrainSettings
{
    public long Seed { get; init; } = 1;

    /// <summary>Optimiser steps of the autoencoder.</summary>
    public int AutoencoderSteps { get; init; } = 2000;

    /// <summary>Optimiser steps of the first round: UNet and text encoder together, from random weights, on clean data.</summary>
    public int DraftSteps { get; init; } = 8000;

    /// <summary>Steps of the second round, on clean data; the renderer starts from its end.</summary>
    public int CleanSteps { get; init; } = 8000;

    /// <summary>Steps of the renderer, on clean data still.</summary>
    public int RendererSteps { get; init; } = 5500;

    /// <summary>Steps of the base, from the renderer's end, on data whose captions disagree with the pictures as those of the web do.</summary>
    public int BaseSteps { get; init; } = 10000;

    public int BatchSize { get; init; } = 32;

    /// <summary>Pictures drawn and encoded once, from which every batch is taken.</summary>
    public int Pictures { get; init; } = 24000;

    public double AutoencoderLearningRate { get; init; } = 2e-3;

    /// <summary>Share of captions replaced by nothing (zero embeddings), so that guidance has an unconditional side.</summary>
    public double CaptionDropout { get; init; } = 0.1;

    /// <summary>Probability that a caption of the base's data names a wrong value, for each attribute on its own.</summary>
    public double WrongCaptionShare { get; init; } = 0.22;

    public double EmaDecay { get; init; } = 0.999;

    /// <summary>Steps between saved states, from which an interrupted training goes on.</summary>
    public int SaveEverySteps { get; init; } = 500;

    /// <summary>Images a guidance scale of each finished checkpoint's figures.</summary>
    public int MeasureImages { get; init; } = 512;

    /// <summary>Steps between sample grids.</summary>
    public int SampleEverySteps { get; init; } = 2000;
}
