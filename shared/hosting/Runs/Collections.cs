namespace InstructEngine.Hosting.Runs;

/// <summary>Names of the document collections, and which service writes each.</summary>
public static class Collections
{
    /// <summary><see cref="RunDocument"/>, by run id. taxonomy-svc.</summary>
    public const string Runs = "runs";

    /// <summary>Result of Text Sampling, one a run. taxonomy-svc.</summary>
    public const string Corpora = "corpora";

    /// <summary><see cref="Contracts.V1.ThemeExpanded"/>, by theme id. taxonomy-svc.</summary>
    public const string Themes = "themes";

    /// <summary><see cref="Contracts.V1.TaxonomyCompleted"/>, one a run. taxonomy-svc.</summary>
    public const string Taxonomies = "taxonomies";

    /// <summary>A taxonomy that is being reviewed: its versions and what was decided on its nodes, one a run. taxonomy-svc.</summary>
    public const string TaxonomyDrafts = "taxonomy-drafts";

    /// <summary>Coverage and balance of a taxonomy, one a run. taxonomy-svc.</summary>
    public const string Coverages = "coverages";

    /// <summary><see cref="Contracts.V1.InstructionTripleCreated"/>, by triple id. instruction-svc.</summary>
    public const string Triples = "triples";

    /// <summary>Triples that a person reviews before they go on, a part of a leaf a document. instruction-svc.</summary>
    public const string InstructionDrafts = "instruction-drafts";

    /// <summary><see cref="Contracts.V1.InstructionTripleRejected"/>, by triple id. instruction-svc.</summary>
    public const string RejectedTriples = "rejected-triples";

    /// <summary><see cref="Contracts.V1.ImagePairRendered"/>, by triple id. render-svc.</summary>
    public const string Pairs = "pairs";

    /// <summary><see cref="Contracts.V1.ImagePairRejected"/>, by triple id. render-svc.</summary>
    public const string RejectedPairs = "rejected-pairs";

    /// <summary>Triples whose drawing may have ended a process, by triple id.</summary>
    public const string SuspectTriples = "suspect-triples";

    /// <summary><see cref="Contracts.V1.DatasetCompleted"/>, one a run. trainer-svc.</summary>
    public const string Datasets = "datasets";

    /// <summary><see cref="Contracts.V1.EpochCompleted"/>, by run and epoch. trainer-svc.</summary>
    public const string Epochs = "epochs";

    /// <summary><see cref="Contracts.V1.CheckpointEvaluated"/>, by run and epoch. eval-svc.</summary>
    public const string Evaluations = "evaluations";

    /// <summary><see cref="Jobs.JobDocument"/>, by job id. trainer-svc and eval-svc.</summary>
    public const string Jobs = "jobs";

    /// <summary>What language models answered, by the hash of the request. Whoever asked.</summary>
    public const string LanguageAnswers = "language-answers";

    /// <summary>What a run has spent on language models, by run id. Whoever asked.</summary>
    public const string LanguageUsage = "language-usage";
}
