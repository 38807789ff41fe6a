namespace InstructEngine.Hosting;

/// <summary>Where an embedded run keeps its things.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The run's folder: <c>run.db</c>, <c>blobs/</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that holds the models a spec may name.</summary>
    public required string ModelsRoot { get; init; }

    /// <summary>Where log lines go; <c>run.log</c> in the folder when null.</summary>
    public string? LogFile { get; init; }

    /// <summary>Settings over those of the environment, e.g. <c>Jobs:LeaseTime</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
