using System.Security.Cryptography;

namespace InstructEngine.Scoring.Weights;

/// <summary>The weights of models that their authors publish as one pickle: converted, under one of the names that they are known by.</summary>
internal static class WeightFile
{
    private const string Ending = ".safetensors";
    private static readonly string[] s_pickles = [".pt", ".pth", ".bin", ".ckpt"];

    /// <param name="folder">Where to look.</param>
    /// <param name="names">Without ending, the preferred first.</param>
    /// <param name="state">What of the loaded pickle holds the tensors, e.g. <c>["state_dict"]</c>; empty where it is they.</param>
    /// <exception cref="FileNotFoundException">There is none; the message says how to convert what there is.</exception>
    public static string Find(string folder, IReadOnlyList<string> names, string state = "")
    {
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"There is no folder '{folder}'.", folder);
        var found = names.SelectMany(name => new[] { name + Ending, name + Ending + ".index.json" }).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found ?? throw Missing(folder, names, state);
    }

    /// <summary>SHA-256 of a file in lower-case hex: what a hub shows beside it.</summary>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static FileNotFoundException Missing(string folder, IReadOnlyList<string> names, string state)
    {
        var wanted = $"There is no '{names[0]}{Ending}' in '{folder}'";
        var pickle = Directory.EnumerateFiles(folder).Where(file => s_pickles.Contains(Path.GetExtension(file))).Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault();
        return new(
            pickle is null
                ? $"{wanted}{(names.Count > 1 ? $" (nor {string.Join(", ", names.Skip(1).Select(name => $"'{name}{Ending}'"))})" : "")}."
                : $"{wanted}, only '{pickle}': a pickle, which can run code and is refused. Convert it in Python: import torch, safetensors.torch as s; "
                  + $"s.save_file({{k: v.contiguous() for k, v in torch.load(\"{pickle}\", map_location=\"cpu\", weights_only=True){state}.items()}}, \"{names[0]}{Ending}\")",
            Path.Combine(folder, names[0] + Ending));
    }
}
