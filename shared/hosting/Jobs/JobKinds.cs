namespace InstructEngine.Hosting.Jobs;

/// <summary>Kinds of jobs, as they are stored.</summary>
public static class JobKinds
{
    /// <summary>instruction-svc: the instructions of a theme, where language models write or judge them.</summary>
    public const string WriteInstructions = "write-instructions";

    /// <summary>taxonomy-svc: a taxonomy that a language model writes.</summary>
    public const string Taxonomy = "taxonomy";

    /// <summary>trainer-svc: the alignment of a run.</summary>
    public const string Train = "train";

    /// <summary>eval-svc: the evaluation of a checkpoint.</summary>
    public const string Evaluate = "evaluate";
}
