using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Samples with the random part of a step.</summary>
/// <param name="Latents"><c>[B, 2, C, h, w]</c>.</param>
/// <param name="Instructions">int64 <c>[B, 2]</c>.</param>
/// <param name="Noise"><c>[B, C, h, w]</c>: one noise a sample, for all its combinations.</param>
/// <param name="Timesteps">int64 <c>[B]</c>: one timestep a sample, for all its combinations.</param>
/// <param name="Draws">Which sample and which of its fixed draws each is; null where it was drawn anew.</param>
/// <param name="TimeIds"><c>[B, 2, 6]</c>: what SDXL is told of each image; null where it is told the same of all, or nothing.</param>
internal sealed record AlignmentBatch(
    Tensor Latents, Tensor Instructions, Tensor Noise, Tensor Timesteps, IReadOnlyList<FixedDraw>? Draws = null, Tensor? TimeIds = null) : IDisposable
{
    public int Count => (int)Latents.shape[0];

    /// <summary>
    /// Draws on the CPU from a generator of its own, so that any step can be repeated alone. The caller disposes the batch, whatever scope is open.
    /// </summary>
    /// <param name="rows">Samples of <paramref name="data"/>.</param>
    public static AlignmentBatch Draw(AlignmentData data, long[] rows, DrawSettings settings, long seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed), CPU);
        var index = tensor(rows, device: data.Latents.device);
        var latents = data.Latents.index_select(0, index);
        var instructions = data.Instructions.index_select(0, index);
        var timeIds = data.TimeIds?.index_select(0, index);

        var drawnTimesteps = randint(settings.Timesteps.Min, settings.Timesteps.Max, [rows.Length], dtype: int64, generator: generator);
        var dropped = rand([rows.Length, 1], generator: generator) < settings.CaptionDropout;
        var noise = randn([rows.Length, .. latents.shape[2..]], dtype: float32, generator: generator);
        if (settings.RandomDirection)
        {
            var swapped = rand([rows.Length], generator: generator).to(latents.device) < 0.5;
            latents = where(swapped.view(-1, 1, 1, 1, 1), latents.flip(1), latents);
            instructions = where(swapped.view(-1, 1), instructions.flip(1), instructions);
            timeIds = timeIds is null ? null : where(swapped.view(-1, 1, 1), timeIds.flip(1), timeIds);
        }

        return new AlignmentBatch(
            latents.DetachFromDisposeScope(),
            instructions.masked_fill(dropped.to(instructions.device), Conditioning.EmptyCaption).DetachFromDisposeScope(),
            noise.to(latents.device).DetachFromDisposeScope(),
            drawnTimesteps.to(latents.device).DetachFromDisposeScope(),
            TimeIds: timeIds?.DetachFromDisposeScope());
    }

    /// <summary>The same samples as each fixed draw alone gives them, whatever they are drawn together with.</summary>
    public static AlignmentBatch Draw(AlignmentData data, IReadOnlyList<FixedDraw> draws, DrawSettings settings, Func<FixedDraw, long> seedOf)
    {
        using var scope = NewDisposeScope();
        var each = draws.Select(draw => Draw(data, [draw.Row], settings, seedOf(draw))).ToList();
        try
        {
            return new AlignmentBatch(
                cat([.. each.Select(one => one.Latents)]).DetachFromDisposeScope(),
                cat([.. each.Select(one => one.Instructions)]).DetachFromDisposeScope(),
                cat([.. each.Select(one => one.Noise)]).DetachFromDisposeScope(),
                cat([.. each.Select(one => one.Timesteps)]).DetachFromDisposeScope(),
                draws,
                each[0].TimeIds is null ? null : cat([.. each.Select(one => one.TimeIds!)]).DetachFromDisposeScope());
        }
        finally
        {
            each.ForEach(one => one.Dispose());
        }
    }

    /// <summary>A run of its samples, as views.</summary>
    public AlignmentBatch Slice(int start, int count) => new(
        Latents.narrow(0, start, count), Instructions.narrow(0, start, count), Noise.narrow(0, start, count), Timesteps.narrow(0, start, count),
        Draws is null ? null : [.. Draws.Skip(start).Take(count)], TimeIds?.narrow(0, start, count));

    public void Dispose()
    {
        Latents.Dispose();
        Instructions.Dispose();
        Noise.Dispose();
        Timesteps.Dispose();
        TimeIds?.Dispose();
    }
}
