using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>The files of a model's weights in diffusers' and transformers' layout: whole or in shards, full or half precision.</summary>
internal static class PretrainedWeights
{
    private static readonly string[] s_fullForms = [".safetensors", ".safetensors.index.json"];
    private static readonly string[] s_halfForms = [".fp16.safetensors", ".fp16.safetensors.index.json", ".safetensors.index.fp16.json"];
    private static readonly string[] s_pickles = [".bin", ".ckpt", ".pt", ".pth"];

    /// <summary>The safetensors file or index to load: the half-precision variant where that is wanted, or where there is no other.</summary>
    /// <exception cref="FileNotFoundException">There is none; the message says how to convert what there is.</exception>
    public static string Find(string folder, string weightsName, ScalarType dtype)
    {
        var forms = dtype == ScalarType.Float16 ? s_halfForms.Concat(s_fullForms) : s_fullForms.Concat(s_halfForms);
        var found = forms.Select(form => Path.Combine(folder, weightsName + form)).FirstOrDefault(File.Exists) ?? throw Missing(folder, $"{weightsName}.safetensors");

        // A hub's cache has links to its blobs; one that leads nowhere still counts as a file that exists.
        return File.ResolveLinkTarget(found, returnFinalTarget: true) is { Exists: false } target
            ? throw new FileNotFoundException($"'{found}' is a link to '{target.FullName}', which is missing; download the model again.", found)
            : found;
    }

    /// <summary>Writes one file, then removes other forms, which a later load could take for this model's.</summary>
    public static void Save(nn.Module model, string folder, string weightsName, ScalarType dtype)
    {
        var path = Path.Combine(folder, $"{weightsName}.safetensors");
        ModelWeights.Save(model, path, dtype, new Dictionary<string, string> { ["format"] = "pt" });
        var name = Regex.Escape(weightsName);
        var stale = new Regex($@"^{name}(\.fp16)?(-\d{{5}}-of-\d{{5}})?(\.fp16)?\.safetensors(\.index(\.fp16)?\.json)?$", RegexOptions.CultureInvariant);
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => f != path && stale.IsMatch(Path.GetFileName(f))).ToList())
            File.Delete(file);
    }

    private static FileNotFoundException Missing(string folder, string name)
    {
        var pickles = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(f => s_pickles.Contains(Path.GetExtension(f))).Select(f => $"'{Path.GetFileName(f)}'").Order(StringComparer.Ordinal).ToList()
            : [];
        var path = Path.Combine(folder, name);
        return new(pickles.Count == 0
            ? $"There is no '{name}' in '{folder}', nor its sharded or fp16 form."
            : $"There is no '{name}' in '{folder}', only {string.Join(", ", pickles)}: pickles, which can run code and are refused. " +
              "Download the safetensors files of the model, or convert it in Python: load it, then save_pretrained(folder, safe_serialization=True).", path);
    }
}
