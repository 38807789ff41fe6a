using System.Text;

namespace InstructEngine.Storage.Documents;

/// <summary>What names every store accepts, so that what works in one works in all.</summary>
internal static class DocumentKeys
{
    private const int MaxCollectionLength = 64;
    private const int MaxKeyBytes = 8192;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void CheckCollection(string collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if (collection.Length is 0 or > MaxCollectionLength || !collection.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException(
                $"Collection name '{collection}' is not usable: give 1 to {MaxCollectionLength} ASCII letters, digits, '-' or '_'.", nameof(collection));
        }
    }

    public static void CheckId(string id) => CheckKey(id, nameof(id));

    public static void CheckRunId(string runId) => CheckKey(runId, nameof(runId));

    private static void CheckKey(string key, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(key, name);
        int bytes;
        try
        {
            bytes = Strict.GetByteCount(key);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("A key is not valid text: it holds half of a surrogate pair.", name, exception);
        }

        if (bytes > MaxKeyBytes)
        {
            throw new ArgumentException($"A key of {bytes} bytes is too long: at most {MaxKeyBytes} bytes of UTF-8 are stored.", name);
        }
    }
}
