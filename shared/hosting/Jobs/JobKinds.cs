namespace InstructEngine.Hosting.Jobs;

/// <summary>Kinds of jobs, as they are stored.</summary>
public static class JobKinds
{
    /// <summary>trainer-svc: the alignment of a run.</summary>
    public const string Train = "train";

    /// <summary>eval-svc: the evaluation of a checkpoint.</summary>
    public const string Evaluate = "evaluate";
}
