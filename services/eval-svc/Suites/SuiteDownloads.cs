using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Suites;

/// <summary>Fetches published suites once into a cache; what lies there, or comes from there, is used only with the right hash.</summary>
internal sealed class SuiteDownloads(SuiteOptions options, HttpClient http)
{
    /// <summary>The lists have some hundred kilobytes.</summary>
    private const int Largest = 4 << 20;

    /// <exception cref="InvalidDataException">It cannot be fetched, or is another file than the one published; the message says what can be done.</exception>
    public async Task<byte[]> ReadAsync(PublishedSuite suite, CancellationToken cancellationToken)
    {
        var file = Path.Combine(options.Cache, suite.FileName);
        if (File.Exists(file))
        {
            var cached = await File.ReadAllBytesAsync(file, cancellationToken);
            if (ContentIds.Sha256Hex(cached) == suite.Sha256)
                return cached;
        }

        var content = await FetchAsync(suite, cancellationToken);
        try
        {
            // A rename: two processes may fetch at once.
            Directory.CreateDirectory(options.Cache);
            var temporary = Path.Combine(options.Cache, Path.GetRandomFileName());
            await File.WriteAllBytesAsync(temporary, content, cancellationToken);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without a cache it is fetched again the next time.
        }

        return content;
    }

    private async Task<byte[]> FetchAsync(PublishedSuite suite, CancellationToken cancellationToken)
    {
        var address = options.AddressOf(suite);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var content = await ReadAsync(stream, suite, address, cancellationToken);
            return ContentIds.Sha256Hex(content) == suite.Sha256 ? content : throw Other(suite, address, content);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(suite, address, exception.Message, exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(suite, address, "there was no answer in time.", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, PublishedSuite suite, Uri address, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > Largest)
                throw new InvalidDataException($"{address} gives more than {Largest:N0} bytes: that is not the suite {suite.Name}.");
        }

        return content.ToArray();
    }

    private static InvalidDataException Other(PublishedSuite suite, Uri address, byte[] content) => new(
        $"{address} gives another file than the published suite {suite.Name}: {content.Length:N0} bytes with the SHA-256 {ContentIds.Sha256Hex(content)} "
        + $"instead of {suite.Sha256}. Name the file yourself with evaluation.suiteFile or --prompts.");

    private static InvalidDataException Unreachable(PublishedSuite suite, Uri address, string reason, Exception inner) => new(
        $"The suite {suite.Name} cannot be fetched from {address}: {reason.TrimEnd('.')}. Fetch it where there is a network, and name the file with evaluation.suiteFile or --prompts.",
        inner);
}
