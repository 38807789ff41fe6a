using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Every instruction's embeddings, computed once; samples name their instructions by row.</summary>
/// <param name="HiddenStates"><c>[U, T, C]</c>; row 0 is the empty caption's.</param>
/// <param name="TextEmbeds">Pooled embeddings <c>[U, P]</c> where the UNet has added conditions; else null.</param>
/// <param name="TimeIds"><c>[1, 6]</c>: original size, crop and target size of those images whose batch has none of their own; null where each has.</param>
internal sealed record Conditioning(Tensor HiddenStates, Tensor? TextEmbeds, Tensor? TimeIds) : IDisposable
{
    public const long EmptyCaption = 0;

    /// <param name="rows">int64 <c>[N]</c>.</param>
    /// <param name="timeIds"><c>[N, 6]</c>, of the image that each row is seen with.</param>
    public (Tensor HiddenStates, AddedConditions? Added) Rows(Tensor rows, Tensor? timeIds = null) => (
        HiddenStates.index_select(0, rows),
        TextEmbeds is null ? null : new AddedConditions(TextEmbeds.index_select(0, rows), timeIds ?? TimeIds!.expand(rows.shape[0], -1)));

    public void Dispose()
    {
        HiddenStates.Dispose();
        TextEmbeds?.Dispose();
        TimeIds?.Dispose();
    }
}
