namespace InstructEngine.Cli.Generation;

/// <summary>An image that is on the disk.</summary>
/// <param name="File">As it was named on the command line.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Seconds">It took to draw.</param>
internal sealed record WrittenImage(string File, long Seed, string Sha256, int Width, int Height, double Seconds);
