using System.Text.Json.Serialization;

namespace InstructEngine.Contracts.V1;

/// <summary>A run was asked for. From cli or gRPC to taxonomy-svc.</summary>
/// <param name="Corpus">The prompt file's bytes; null for the built-in demo corpus.</param>
public sealed record RunRequested(string RunId, RunSpec Spec, BlobReference? Corpus, string CorpusName);

/// <summary>A theme with its subtopics and entities. From taxonomy-svc to instruction-svc.</summary>
/// <param name="Evidence">The sampled prompts that speak of this theme (at most 20 of them; all are stored).</param>
public sealed record ThemeExpanded(
    string RunId, string ThemeId, string Name, string Definition, IReadOnlyList<Subtopic> Subtopics, IReadOnlyList<PromptEvidence> Evidence);

/// <summary>All themes are out. From taxonomy-svc to instruction-svc and trainer-svc.</summary>
/// <param name="Leaves">Leaves that get instructions.</param>
/// <param name="OutsideLeaves">Leaves that the run's renderer cannot draw.</param>
/// <param name="ExpectedTriples">Triples that will be created or rejected in all.</param>
public sealed record TaxonomyCompleted(string RunId, int Themes, int Leaves, int OutsideLeaves, int ExpectedTriples);

/// <summary>A base instruction and two contrasting ones. From instruction-svc to render-svc.</summary>
/// <param name="Index">Position of the triple within its leaf, from 0.</param>
/// <param name="Contrast">How hard the difference is to see: <c>easy</c>, <c>medium</c> or <c>subtle</c>; null in the demo world, which has no grades.</param>
public sealed record InstructionTripleCreated(
    string RunId, string TripleId, string LeafId, int Index, Dimension Dimension, string Base, string Preferred, string Dispreferred,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Contrast = null);

/// <summary>A triple was written and refused. From instruction-svc to trainer-svc.</summary>
/// <param name="Kind">What it was refused for, in one word that can be counted, as <c>length</c>; null in the demo world.</param>
public sealed record InstructionTripleRejected(
    string RunId, string TripleId, string LeafId, string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind = null);

/// <summary>Every triple of the run has been created or rejected; may be said more than once. From instruction-svc to eval-svc.</summary>
public sealed record InstructionsCompleted(string RunId, long Created, long Rejected);

/// <summary>An image and how it was made.</summary>
/// <param name="Blob">PNG bytes.</param>
/// <param name="Seed">Seed of the initial noise.</param>
/// <param name="OwnScore">Fit to its own instruction.</param>
/// <param name="OtherScore">Fit to the other instruction of the pair.</param>
/// <param name="Drawing">Who drew it and with what settings; null in records of earlier versions.</param>
public sealed record RenderedImage(
    BlobReference Blob, int Width, int Height, long Seed, double OwnScore, double OtherScore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImageDrawing? Drawing = null);

/// <summary>Who drew an image, and how.</summary>
/// <param name="Renderer">The model folder, with its LoRA where it has one, or endpoint and model.</param>
/// <param name="RendererHash">Content hash of the weights that drew, LoRA included; of an endpoint, a hash of its address, model and settings.</param>
/// <param name="Scheduler">The sampler's name; null where it is the endpoint's own.</param>
/// <param name="Steps">Sampler steps; null where they are the endpoint's own.</param>
/// <param name="GuidanceScale">Classifier-free guidance scale; null where it is the endpoint's own.</param>
/// <param name="Seconds">Time to draw it; images drawn as one batch share its time equally.</param>
public sealed record ImageDrawing(
    string Renderer, string RendererHash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scheduler,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? GuidanceScale,
    double Seconds);

/// <summary>Both images of a triple, checked against both instructions. From render-svc to trainer-svc and eval-svc.</summary>
/// <param name="RendererHash">Content hash of the renderer's weights; of an endpoint, a hash of its address, model and settings.</param>
/// <param name="Attempt">Which attempt passed, from 0.</param>
public sealed record ImagePairRendered(
    string RunId, string TripleId, string LeafId, Dimension Dimension, string Base, string Preferred, string Dispreferred,
    RenderedImage PreferredImage, RenderedImage DispreferredImage, string Renderer, string RendererHash, int Attempt);

/// <summary>No attempt gave two images that pass the check. From render-svc to trainer-svc.</summary>
/// <param name="Reason">What was wrong at the last attempt.</param>
/// <param name="Scores">Of the last attempt; null where its images were not scored, and in records of earlier versions.</param>
/// <param name="Renderer">Who drew; null where nothing was drawn, and in records of earlier versions.</param>
/// <param name="RendererHash">As in <see cref="ImagePairRendered"/>.</param>
public sealed record ImagePairRejected(
    string RunId, string TripleId, string LeafId, Dimension Dimension, string Reason, int Attempts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PairScores? Scores = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Renderer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RendererHash = null);

/// <summary>How well the two images of a pair fit its two instructions, each image's own instruction first.</summary>
public sealed record PairScores(double PreferredOwn, double PreferredOther, double DispreferredOwn, double DispreferredOther);

/// <summary>Every triple has ended as a pair or a rejection. From trainer-svc.</summary>
/// <param name="DatasetHash">SHA-256 over the sorted manifest lines of the accepted pairs.</param>
/// <param name="Manifest">The manifest, JSON lines sorted by triple id.</param>
public sealed record DatasetCompleted(string RunId, string DatasetHash, int Pairs, int RejectedPairs, int RejectedTriples, BlobReference Manifest);

/// <summary>An epoch of training ended. From trainer-svc to eval-svc.</summary>
/// <param name="Checkpoint">The checkpoint's UNet weights, safetensors.</param>
/// <param name="CheckpointHash">Content hash of the aligned weights.</param>
/// <param name="ReferenceHash">Content hash of the frozen reference's weights.</param>
/// <param name="Adapter">The LoRA that was trained, already merged into <paramref name="Checkpoint"/>: safetensors with kohya's names. Null where all weights were trained.</param>
public sealed record EpochCompleted(
    string RunId, int Epoch, int Epochs, int Step, int Steps, BlobReference Checkpoint, string CheckpointHash, string ReferenceHash,
    double Loss, double? ImplicitAccuracy, bool IsLast,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BlobReference? Adapter = null);

/// <summary>A checkpoint was compared with the base model. From eval-svc.</summary>
/// <param name="Categories">The same figures by category of the suite; null where it has none, and in records of earlier versions.</param>
/// <param name="AverageGain">Mean of the scorers' relative gains at the first guidance scale; null where there is none.</param>
/// <param name="AverageGainWithoutNearZero">The same without scorers whose base mean is near zero; null where none is left.</param>
/// <param name="NearZero">Those scorers.</param>
public sealed record CheckpointEvaluated(
    string RunId, int Epoch, string CheckpointHash, IReadOnlyList<ScorerResult> Results,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CategoryResult>? Categories = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AverageGain = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AverageGainWithoutNearZero = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? NearZero = null);

/// <summary>The figures of one category of the suite at the first guidance scale.</summary>
/// <param name="Prompts">Prompts of the category.</param>
public sealed record CategoryResult(string Category, int Prompts, IReadOnlyList<ScorerResult> Results);

/// <summary>One scorer's figures at one guidance scale, base against aligned on the same prompts and seeds.</summary>
/// <param name="Scorer">For the demo checker: <c>all-correct</c> or an attribute's name.</param>
/// <param name="RelativeGain">(aligned − base) / |base|; null where the base is 0.</param>
/// <param name="DifferenceLow">Lower end of the paired bootstrap 95 % interval of aligned − base.</param>
/// <param name="DifferenceHigh">Upper end of it.</param>
/// <param name="WinRate">Share of prompts where aligned scores higher, ties one half.</param>
/// <param name="Images">Images a side.</param>
/// <param name="TooFewPrompts">True: too few prompts for an interval; its ends are the smallest and the largest difference of a prompt. Null otherwise.</param>
/// <param name="ExcludedImages">Images a side left out because a score was no number; null for none.</param>
public sealed record ScorerResult(
    string Scorer, double GuidanceScale, double Base, double Aligned, double? RelativeGain, double DifferenceLow, double DifferenceHigh, double WinRate, int Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? TooFewPrompts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExcludedImages = null);

/// <summary>The run is done. From eval-svc.</summary>
/// <param name="DatasetHash">Empty where the run was to end before there is a dataset.</param>
/// <param name="Summary">summary.json.</param>
/// <param name="Report">report.html.</param>
public sealed record RunCompleted(string RunId, string DatasetHash, BlobReference Summary, BlobReference Report);

/// <summary>The run cannot go on. From any service.</summary>
/// <param name="Service">Who says so.</param>
/// <param name="Reason">What went wrong, where, and what a user can do.</param>
/// <param name="Paused">True: nothing is wrong; the run waits for its user, and goes on when it is asked for again. Null otherwise.</param>
/// <param name="Resumed">Of a pause: how often the run had gone on before. A pause that was said before the run last went on is out of date. Null where it is not known.</param>
public sealed record RunFailed(
    string RunId,
    string Service,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Paused = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Resumed = null);
