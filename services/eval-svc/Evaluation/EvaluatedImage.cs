using InstructEngine.Contracts.V1;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>An image of the evaluation and its scores.</summary>
/// <param name="Prompt">Index of the prompt in the suite.</param>
/// <param name="Image">Which of the prompt's images, from 0.</param>
/// <param name="Seed">Seed of the initial noise; the same for every setting.</param>
/// <param name="Scores">A score may be not-a-number.</param>
public sealed record EvaluatedImage(int Prompt, int Image, long Seed, BlobReference Blob, ImageScores Scores);
