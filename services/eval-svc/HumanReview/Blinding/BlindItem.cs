using InstructEngine.EvalService.HumanReview.Pairs;

namespace InstructEngine.EvalService.HumanReview.Blinding;

/// <summary>A pair as one annotator meets it.</summary>
/// <param name="Key">What votes are stored under: follows from the pictures, the same for all annotators.</param>
/// <param name="Id">What this annotator's browser knows it as.</param>
/// <param name="AlignedLeft">The aligned model's picture is on the left.</param>
/// <param name="Left">Id of the picture on the left.</param>
/// <param name="Right">Id of the picture on the right.</param>
internal sealed record BlindItem(string Key, string Id, ComparedPair Pair, bool AlignedLeft, string Left, string Right);
