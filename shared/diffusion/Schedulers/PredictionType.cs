namespace InstructEngine.Diffusion.Schedulers;

/// <summary>What the model's output means.</summary>
public enum PredictionType
{
    /// <summary>The noise in the sample.</summary>
    Epsilon,

    /// <summary>The velocity sqrt(a_t) noise - sqrt(1 - a_t) x.</summary>
    VPrediction,
}
