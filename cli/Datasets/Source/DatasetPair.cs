using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Source;

/// <summary>A pair with the bytes of its images, PNG files both.</summary>
internal sealed record DatasetPair(ManifestLine Line, byte[] Preferred, byte[] Dispreferred, PairLineage Lineage);
