namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>
/// One level of a UNet: its widths, number of layers, and whether it changes the resolution at its end. On the way up, SkipChannels holds the width of
/// each layer's residual.
/// </summary>
internal sealed record LevelSpec(int InChannels, int OutChannels, int Layers, bool Resample, int DownsamplePadding = 1, int[]? SkipChannels = null);
