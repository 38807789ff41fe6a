namespace InstructEngine.Diffusion.Schedulers;

internal static class StepOrder
{
    /// <summary>A multistep sampler remembers earlier steps, so that none can be left out or repeated.</summary>
    public static void Require(int step, int expected)
    {
        if (step != expected)
        {
            throw new InvalidOperationException($"Step {step} was asked for after {expected} steps; steps are taken in order after SetTimesteps.");
        }
    }
}
