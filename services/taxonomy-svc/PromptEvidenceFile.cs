using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.TaxonomyService;

/// <summary>Lists of prompts with their lines as blobs: JSON lines, e.g. <c>{"line":7,"text":"two red rings"}</c>.</summary>
public static class PromptEvidenceFile
{
    public static async Task<BlobReference> WriteAsync(IBlobStore blobs, IEnumerable<PromptEvidence> prompts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        using var content = new MemoryStream();
        foreach (var prompt in prompts)
        {
            await JsonSerializer.SerializeAsync(content, prompt, StorageJson.Options, cancellationToken);
            content.WriteByte((byte)'\n');
        }

        return await blobs.PutAsync(content.GetBuffer().AsMemory(0, (int)content.Length), cancellationToken);
    }

    /// <exception cref="BlobNotFoundException">There is no such blob.</exception>
    /// <exception cref="BlobCorruptException">Its content is not what its name says.</exception>
    public static async Task<IReadOnlyList<PromptEvidence>> ReadAsync(IBlobStore blobs, BlobReference blob, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        var prompts = new List<PromptEvidence>();
        using var reader = new StreamReader(new MemoryStream(await blobs.ReadAsync(blob, cancellationToken)));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            prompts.Add(JsonSerializer.Deserialize<PromptEvidence>(line, StorageJson.Options)!);

        return prompts;
    }
}
