namespace InstructEngine.TrainerService.Datasets;

/// <summary>A manifest line that cannot be trained on.</summary>
/// <param name="Reason">One of a few, for counting; see <see cref="BadPairReasons"/>.</param>
/// <param name="Detail">This case, for people; null where the reason says it all.</param>
internal sealed record BadPair(string TripleId, string Reason, string? Detail = null);
