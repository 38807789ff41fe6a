using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.HumanReview.Pairs;

/// <summary>Two pictures of one prompt, from the same noise: the base model's and the aligned one's.</summary>
/// <param name="Prompt">Index of the prompt in the suite.</param>
/// <param name="Image">Which of the prompt's images, from 0.</param>
/// <param name="Text">The prompt; a stranger may have written it.</param>
internal sealed record ComparedPair(int Prompt, int Image, string Text, string? Category, BlobReference Base, BlobReference Aligned);

/// <summary>What people compare of one checkpoint: every pair of the evaluation at the spec's first guidance scale.</summary>
internal sealed record ComparedCheckpoint(string RunId, int Epoch, string CheckpointHash, double GuidanceScale, IReadOnlyList<ComparedPair> Pairs);
