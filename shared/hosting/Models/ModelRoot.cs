namespace InstructEngine.Hosting.Models;

/// <summary>The folder that holds the models that a spec may name (<c>Models:Root</c>, default <c>models</c>).</summary>
public sealed class ModelRoot(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The full path of a model folder.</summary>
    /// <param name="model">Path relative to the root.</param>
    /// <exception cref="RunFailureException">It leads outside the root, or there is no such folder.</exception>
    public string Resolve(string model)
    {
        if (!ModelPaths.IsInside(model))
            throw new RunFailureException($"Model '{model}' is a path outside the models folder {Path}; name a folder inside it.");

        var folder = System.IO.Path.Combine(Path, model);
        return Directory.Exists(folder)
            ? folder
            : throw new RunFailureException($"Model folder '{model}' is not in {Path}. {Present()} The demo models are made by `instructengine pretrain --out models`.");
    }

    /// <summary>The full path of a file.</summary>
    /// <param name="file">Path relative to the root.</param>
    /// <exception cref="RunFailureException">It leads outside the root, or there is no such file.</exception>
    public string ResolveFile(string file)
    {
        if (!ModelPaths.IsInside(file))
            throw new RunFailureException($"File '{file}' is a path outside the models folder {Path}; name a file inside it.");

        var path = System.IO.Path.Combine(Path, file);
        return File.Exists(path) ? path : throw new RunFailureException($"There is no file '{file}' in the models folder {Path}.");
    }

    private string Present()
    {
        if (!Directory.Exists(Path))
            return "That folder does not exist; set Models:Root (INSTRUCTENGINE_MODELS__ROOT) to where the models are.";

        var names = Directory.GetDirectories(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal).Take(20).ToArray();
        return names.Length == 0 ? "It holds no model." : $"It holds: {string.Join(", ", names)}.";
    }
}
