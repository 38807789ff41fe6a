using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring;

/// <summary>Image files that come from outside.</summary>
public static class ImageFile
{
    /// <summary>No image of 64 million pixels, which is what is decoded at most, is nearly as large.</summary>
    public const long MostBytes = 512L << 20;

    /// <summary>A PNG, JPEG or WebP file. Its size is looked at before it is read, the picture's before it is decoded.</summary>
    /// <exception cref="InvalidDataException">The file is missing, empty, too large, damaged or of another format; the message names it.</exception>
    public static RgbImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!stream.CanSeek)
                throw new InvalidDataException("it is no regular file.");
            if (stream.Length == 0)
                throw new InvalidDataException("the file is empty.");
            if (stream.Length > MostBytes)
                throw new InvalidDataException($"it has {stream.Length} bytes; at most {MostBytes} are read.");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return RgbImage.FromFile(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : e.Message)}", e);
        }
    }
}
