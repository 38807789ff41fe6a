using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;

namespace InstructEngine.TrainerService.Local;

/// <summary>What a local training is made of.</summary>
/// <param name="ModelFolder">The base model's folder, in diffusers' layout.</param>
/// <param name="DatasetFolder">A folder with <c>manifest.jsonl</c> and <c>images/</c>.</param>
/// <param name="RunId">The same for the same training: it goes on under it.</param>
/// <param name="Training">The settings; <see cref="TrainingSpec.Model"/> is taken from the folder's name.</param>
/// <param name="Parts">Micro-batches a step, side by side; null for what suits the machine.</param>
internal sealed record LocalTrainingPlan(
    string RunId, string ModelFolder, string DatasetFolder, TrainingSpec Training, long Seed, int? Parts = null)
{
    private string Folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(ModelFolder));

    public string ModelsRoot => Path.GetDirectoryName(Folder) ?? Folder;

    /// <summary>The run that stands for this training: nothing but its seed and training settings is used.</summary>
    public RunSpec Spec => SpecOf(ModelFolder, Training, Seed);

    public static RunSpec SpecOf(string modelFolder, TrainingSpec training, long seed) => RunSpecReader.Demo() with
    {
        Name = "train",
        Seed = seed,
        Training = training with { Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(modelFolder))) },
    };
}
