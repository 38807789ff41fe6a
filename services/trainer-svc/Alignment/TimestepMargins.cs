using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>A batch's preferences with their timesteps; parts of a batch add up.</summary>
internal sealed class TimestepMargins
{
    public const int Buckets = 10;

    private readonly List<(long Timestep, float Logit)> _preferences = [];

    /// <param name="timesteps"><c>[B]</c>.</param>
    public static TimestepMargins? Of(PreferenceTerms terms, Tensor timesteps)
    {
        if (terms.Logits is not { } logits)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var (values, at) = (logits.detach().to(float32).cpu().data<float>().ToArray(), timesteps.cpu().data<long>().ToArray());
        var margins = new TimestepMargins();
        margins._preferences.AddRange(values.Select((logit, i) => (at[i / (values.Length / at.Length)], logit)));
        return margins;
    }

    /// <param name="timesteps">The noise schedule's number of timesteps.</param>
    /// <returns>Buckets that have a preference, from little noise to much.</returns>
    public static IReadOnlyList<TimestepMargin>? Summarise(IEnumerable<TimestepMargins?> parts, int timesteps)
    {
        var all = parts.ToArray();
        return all.Contains(null) ? null :
        [
            .. all.SelectMany(part => part!._preferences)
                .GroupBy(preference => Bucket(preference.Timestep, timesteps))
                .OrderBy(bucket => bucket.Key)
                .Select(bucket => new TimestepMargin(
                    First(bucket.Key, timesteps), bucket.Count(), bucket.Average(preference => (double)preference.Logit),
                    bucket.Average(preference => preference.Logit > 0 ? 1 : preference.Logit < 0 ? 0 : 0.5))),
        ];
    }

    private static int Bucket(long timestep, int timesteps) => (int)(timestep * Buckets / timesteps);

    /// <summary>The first timestep of a bucket.</summary>
    private static int First(int bucket, int timesteps) => ((bucket * timesteps) + Buckets - 1) / Buckets;
}
