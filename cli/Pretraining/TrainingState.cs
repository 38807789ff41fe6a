using System.Globalization;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>What an interrupted training goes on from: parameters, running means and the optimiser, in one folder a step.</summary>
internal sealed class TrainingState(string folder)
{
    private const string Prefix = "step-";

    /// <summary>The last step that was saved; 0 where there is none.</summary>
    public int LastStep => Steps().DefaultIfEmpty(0).Max();

    public void Save(int step, IReadOnlyDictionary<string, Tensor> tensors, OptimizerHelper optimizer)
    {
        var target = FolderOf(step);
        var partial = target + ".partial";
        Directory.CreateDirectory(partial);
        SafetensorsWriter.Write(Path.Combine(partial, "tensors.safetensors"), tensors);
        optimizer.save_state_dict(Path.Combine(partial, "optimizer.bin"));
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(partial, target);
        foreach (var old in Steps().Where(s => s != step))
        {
            Directory.Delete(FolderOf(old), recursive: true);
        }
    }

    /// <summary>Puts the last saved state into the tensors and the optimiser.</summary>
    /// <returns>Its step; 0 where there is none.</returns>
    public int Restore(IReadOnlyDictionary<string, Tensor> tensors, OptimizerHelper optimizer)
    {
        var step = LastStep;
        if (step == 0)
        {
            return 0;
        }

        using var noGrad = no_grad();
        using var file = SafetensorsFile.Open(Path.Combine(FolderOf(step), "tensors.safetensors"));
        foreach (var (name, tensor) in tensors)
        {
            using var saved = file.Read(name);
            tensor.copy_(saved);
        }

        optimizer.load_state_dict(Path.Combine(FolderOf(step), "optimizer.bin"));
        return step;
    }

    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IEnumerable<int> Steps() => !Directory.Exists(folder)
        ? []
        : from path in Directory.EnumerateDirectories(folder, Prefix + "*")
          where !path.EndsWith(".partial", StringComparison.Ordinal)
          select int.Parse(Path.GetFileName(path)[Prefix.Length..], CultureInfo.InvariantCulture);

    private string FolderOf(int step) => Path.Combine(folder, $"{Prefix}{step:D7}");
}
