namespace InstructEngine.Scoring.Weights;

/// <summary>Hashes of some files, made when they are first asked for: gigabytes are to be read.</summary>
internal sealed class WeightHashes(IEnumerable<string> files)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _hashes = new(() => files.ToDictionary(file => Path.GetFileName(file), WeightFile.Hash, StringComparer.Ordinal));

    public IReadOnlyDictionary<string, string> Value => _hashes.Value;

    /// <summary>The safetensors files of a folder, in ordinal order.</summary>
    public static WeightHashes OfFolder(string folder) => new(Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal).ToList());
}
