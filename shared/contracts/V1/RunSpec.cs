using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace InstructEngine.Contracts.V1;

/// <summary>Everything that decides what a run produces. The same spec and corpus give the same dataset hash.</summary>
/// <param name="Name">A name for people, 1 to 100 characters.</param>
/// <param name="Seed">Seed of every random draw of the run, ≥ 0.</param>
/// <param name="Until">
/// Where the run ends as completed: with its <c>taxonomy</c>, its <c>instructions</c> or its <c>dataset</c>. Null goes on to the evaluation.
/// </param>
public sealed record RunSpec(
    string Name,
    long Seed,
    CorpusSpec Corpus,
    TaxonomySpec Taxonomy,
    InstructionSpec Instructions,
    RenderingSpec Rendering,
    TrainingSpec Training,
    EvaluationSpec Evaluation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Until = null);

/// <summary>Text Sampling: how the prompt corpus is cleaned and sampled.</summary>
/// <param name="SampleSize">Prompts kept as evidence after cleaning and de-duplication, 1 to 1,000,000.</param>
/// <param name="MinLength">Shortest prompt kept, in characters, ≥ 1.</param>
/// <param name="MaxLength">Longest prompt kept, in characters, ≥ <paramref name="MinLength"/>.</param>
/// <param name="Language">Drops prompts that are plainly of another language than this one, as <c>en</c>. Null keeps them.</param>
public sealed record CorpusSpec(
    int SampleSize,
    int MinLength,
    int MaxLength,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language = null);

/// <summary>Theme Expansion and Subtopic Division.</summary>
/// <param name="Lexicon">
/// The written themes to draw from: <c>demo</c> starts with the demo world's own, <c>default</c> has 20 themes of 20 subtopics, <c>none</c> has nothing.
/// </param>
/// <param name="Themes">Target number of themes, ≥ 1.</param>
/// <param name="SubtopicsPerTheme">Target number of subtopics a theme, ≥ 1.</param>
/// <param name="MinEvidence">Sampled prompts that must speak of a theme before the corpus may add it, ≥ 1.</param>
/// <param name="Writer">
/// Who writes what the lexicon (or the imported file) lacks of the targets: nobody (<c>rules</c>), or a <c>language-model</c>. Null is <c>rules</c>.
/// </param>
/// <param name="Review">Whether the run waits, once it has its taxonomy, until a person has accepted it. Null is no.</param>
/// <param name="Import">
/// A taxonomy file that takes the lexicon's place: its blob, as <c>sha256:HASH:SIZE</c>. In a spec file the path of a taxonomy file, relative to the spec.
/// </param>
public sealed record TaxonomySpec(
    string Lexicon,
    int Themes,
    int SubtopicsPerTheme,
    int MinEvidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Writer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Review = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Import = null);

/// <summary>Preference instructions.</summary>
/// <param name="TriplesPerLeaf">Instruction triples written for each leaf, ≥ 1.</param>
/// <param name="Shares">Relative share of each dimension; not negative, not all zero.</param>
/// <param name="Contrast">
/// How hard the difference of a triple is to see: one grade, or shares of the three. Null is equal shares of the three where the writer knows
/// grades; the demo world has none.
/// </param>
/// <param name="Writer">Who writes: <c>rules</c>, or a <c>language-model</c> at the endpoint of the settings. Null is <c>rules</c>.</param>
/// <param name="Referees">
/// Language models of the endpoint that vote on each triple; it is kept when more than half are for it. 1 to 15 names; null is no vote.
/// </param>
/// <param name="Moderation">The endpoint's moderation model that each triple must pass; null is none.</param>
public sealed record InstructionSpec(
    int TriplesPerLeaf,
    DimensionShares Shares,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContrastShares? Contrast = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Writer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Referees = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Moderation = null);

/// <summary>Who may write instructions.</summary>
public static class InstructionWriters
{
    public const string Rules = "rules";

    public const string LanguageModel = "language-model";
}

/// <summary>Relative shares of the three contrast dimensions.</summary>
public sealed record DimensionShares(double ContentConsistency, double Counterfactual, double Aesthetics);

/// <summary>Consistent images: who draws them and how they are checked.</summary>
/// <param name="Model">Model folder, relative to the models root: it draws every pair unless <paramref name="Renderers"/> are named.</param>
/// <param name="Steps">Sampler steps, 1 to 1000.</param>
/// <param name="GuidanceScale">Classifier-free guidance scale; 1 is off.</param>
/// <param name="Attempts">How often a pair is drawn, each with the next seed, before it is rejected, ≥ 1.</param>
/// <param name="Margin">How much better an image must fit its own instruction than the other, in units of the check: 0 to 1 for <c>demo</c>, 0 to 100 for the others.</param>
/// <param name="MinScore">The least fit of an image to its own instruction, in the same units; 0 leaves it to the margin alone.</param>
/// <param name="Renderers">
/// Who draws, each its share of the pairs; a pair's renderer follows from the run's seed and the triple's id. 1 to 20. Null is <paramref name="Model"/> alone.
/// </param>
/// <param name="Scheduler">The sampler: <c>ddim</c>, <c>ddpm</c>, <c>euler</c>, <c>dpm++2m</c>, <c>dpm++2m-karras</c> or <c>pndm</c>. Null is the model folder's own.</param>
/// <param name="Size">Of every image, in pixels: <c>512</c> or <c>768x512</c> (width × height). Null is the size that a local model was trained on.</param>
/// <param name="SharedSeed">Whether both images of a pair start from one noise, so that they differ by the instruction alone. Null is yes.</param>
/// <param name="Check">
/// Who says how well an image fits an instruction: <c>demo</c> reads the demo world from the pixels, <c>clip-score</c> (100 × cosine) and <c>pick-score</c>
/// (cosine × the model's own logit scale) take the CLIP model in <paramref name="CheckModel"/>. Null is <c>demo</c>.
/// </param>
/// <param name="CheckModel">Folder of the check's model in transformers' layout, relative to the models root; for <c>clip-score</c> and <c>pick-score</c>.</param>
public sealed record RenderingSpec(
    string Model,
    int Steps,
    double GuidanceScale,
    int Attempts,
    double Margin,
    double MinScore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RendererSpec>? Renderers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scheduler = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Size = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? SharedSeed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Check = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CheckModel = null);

/// <summary>Draws its share of a run's pairs: a local model folder, or a model behind an HTTP endpoint. What is null is as the rendering spec has it.</summary>
/// <param name="Share">Relative share of the pairs, &gt; 0. Null is 1.</param>
/// <param name="Model">Model folder, relative to the models root; with <paramref name="Endpoint"/> the name that the endpoint knows its model by.</param>
/// <param name="Endpoint">
/// An OpenAI-images-compatible endpoint, by the name that render-svc's settings give it (<c>Render:Endpoints:NAME</c>); steps, guidance and scheduler are its own.
/// </param>
/// <param name="Lora">LoRA weights (safetensors), a file relative to the models root, merged into the model.</param>
/// <param name="LoraScale">Weight of the LoRA; null is 1.</param>
/// <param name="Precision">What a local model computes in: <c>float32</c> or <c>bfloat16</c>. Null is <c>float32</c>.</param>
/// <param name="Parameters">
/// Further members of an endpoint's request, as <c>{"quality": "high"}</c>: null takes a usual member out (<c>response_format</c>, which some endpoints
/// refuse), and the text <c>{seed}</c> becomes the image's seed.
/// </param>
public sealed record RendererSpec(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Endpoint = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lora = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LoraScale = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Precision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Steps = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? GuidanceScale = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scheduler = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonObject? Parameters = null);

/// <summary>Cross-validation alignment (InstructEngine, arXiv 2504.10329).</summary>
/// <param name="Model">Base model folder, relative to the models root.</param>
/// <param name="Loss">
/// The loss: <c>cross-validation</c>, or a baseline: <c>diffusion-dpo</c> on the preferred instruction alone, supervised on the preferred image alone
/// (<c>sft</c>), supervised on both images with their own instructions (<c>sft-both</c>).
/// </param>
/// <param name="Beta">DPO's β, &gt; 0.</param>
/// <param name="LearningRate">AdamW's learning rate, &gt; 0.</param>
/// <param name="Steps">Optimiser steps, ≥ 1.</param>
/// <param name="BatchSize">Samples a step (each is two pairs, so four combinations), ≥ 1.</param>
/// <param name="WarmupSteps">Linear warm-up of the learning rate, ≥ 0.</param>
/// <param name="MaxGradNorm">Gradient norm is clipped to this, &gt; 0.</param>
/// <param name="CaptionDropout">Share of samples trained without caption, 0 to 1; one decision for all four combinations.</param>
/// <param name="SftWeight">Weight of a supervised term on each instruction's own image, added to whichever loss, ≥ 0; 0 is off.</param>
/// <param name="HeldOutShare">Share of pairs kept out of training to watch the loss and implicit accuracy, 0 to 0.5.</param>
/// <param name="CheckpointEverySteps">Steps between checkpoints that a resumed run continues from, ≥ 1.</param>
/// <param name="BadPairs">
/// What becomes of pairs that cannot be trained on: <c>strict</c> ends the run before its first step and counts them by reason, <c>skip</c> trains
/// without them. Null is <c>strict</c>: the dataset's hash tells what a model was trained on, and whoever wants less than that says so.
/// </param>
/// <param name="Terms">
/// The comparisons of the cross-validation loss: <c>instruction-fixed</c> (one instruction, two images), <c>image-fixed</c> (one image, two instructions)
/// or <c>both</c>; or of the <c>diffusion-dpo</c> loss: <c>instruction-fixed</c> (the preferred instruction always) or <c>random-direction</c> (in each step
/// either of a sample's two instructions, drawn at random). Null, as in specs of earlier versions, is <c>instruction-fixed</c>; the supervised losses have no others.
/// </param>
/// <param name="TimestepRange">The timesteps trained on, of the noise schedule's; null is the whole schedule. Held-out pairs are looked at over all of it always.</param>
/// <param name="ReferenceDraws">
/// Draws of noise, timestep, caption dropout and direction a sample has in all, ≥ 1: epoch after epoch takes the next of them, and the reference's errors
/// are computed once for each. Null draws anew in every step and runs the reference in every step.
/// </param>
/// <param name="OnDivergence">
/// What becomes of a training that diverges: <c>stop</c> ends the run, <c>rollback</c> goes back to the last good checkpoint with half the learning rate,
/// three times at most. Null is <c>stop</c>.
/// </param>
/// <param name="LoraRank">Rank of a LoRA on the UNet's attention (arXiv 2106.09685), 1 to 1024: it alone is trained. Null trains every weight.</param>
/// <param name="LoraAlpha">The LoRA's change is alpha/rank · B·A, &gt; 0; only with <paramref name="LoraRank"/>, which null is equal to.</param>
/// <param name="Precision">
/// What the UNet computes in: <c>float32</c>, or <c>bfloat16</c>, where the trained weights stay float32 beside it. Null is <c>float32</c>.
/// </param>
/// <param name="EmaDecay">
/// Each epoch's model is the exponential moving average of the trained weights, of which each step keeps this share, above 0 and below 1.
/// Null is no average.
/// </param>
/// <param name="GradientCheckpointing">Computes activations again for the gradient instead of keeping them: less memory, more time. Null is no.</param>
/// <param name="MicroBatchSize">Samples that go through the model at once in each part of a step, ≥ 1; a larger batch is added up. Null is all of them.</param>
/// <param name="LearningRateSchedule">
/// After the warm-up: <c>constant</c>, <c>linear</c> or <c>cosine</c> down to 0 at the last step. Null is <c>constant</c>.
/// </param>
public sealed record TrainingSpec(
    string Model,
    string Loss,
    double Beta,
    double LearningRate,
    int Steps,
    int BatchSize,
    int WarmupSteps,
    double MaxGradNorm,
    double CaptionDropout,
    double SftWeight,
    double HeldOutShare,
    int CheckpointEverySteps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BadPairs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Terms = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LoraRank = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LoraAlpha = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Precision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? EmaDecay = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? GradientCheckpointing = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MicroBatchSize = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LearningRateSchedule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimestepRange? TimestepRange = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ReferenceDraws = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OnDivergence = null);

/// <summary>Timesteps of a noise schedule, from little noise to much.</summary>
/// <param name="Min">The first, ≥ 0.</param>
/// <param name="Max">The one after the last, above <paramref name="Min"/>.</param>
public sealed record TimestepRange(int Min, int Max);

/// <summary>Evaluation of base and aligned model on the same prompts and seeds.</summary>
/// <param name="Suite">
/// The prompt suite: <c>demo</c>, held-out combinations of the demo world; <c>drawbench</c> and <c>parti-prompts</c>, the published lists; <c>file</c>,
/// whatever <paramref name="SuiteFile"/> holds.
/// </param>
/// <param name="Prompts">Prompts taken from the suite, ≥ 2; all of them where it has no more.</param>
/// <param name="ImagesPerPrompt">Images a prompt, each with its own seed, ≥ 1.</param>
/// <param name="Steps">Sampler steps, 1 to 1000.</param>
/// <param name="GuidanceScales">Guidance scales tried for the base; the aligned model is drawn at the first (headline) and at the base's best.</param>
/// <param name="Scorers">Who scores, the headline first; 1 to 10. Null is the demo checker alone, which reads the demo world only.</param>
/// <param name="SuiteFile">
/// The suite as a file, instead of the download: CSV, TSV, JSON lines or a prompt a line. In a spec file a path beside it; in a run
/// <c>sha256:HASH:SIZE</c>, a blob.
/// </param>
/// <param name="Epochs">Which checkpoints are evaluated: <c>last</c> or <c>all</c>, one an epoch; the last one decides the summary. Null is <c>last</c>.</param>
/// <param name="Overlap">
/// What becomes of a run whose instructions repeat a prompt of the suite word for word: <c>strict</c> ends it before training, <c>report</c> goes on and
/// says so. Null is <c>strict</c>.
/// </param>
public sealed record EvaluationSpec(
    string Suite,
    int Prompts,
    int ImagesPerPrompt,
    int Steps,
    IReadOnlyList<double> GuidanceScales,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ScorerSpec>? Scorers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SuiteFile = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Epochs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Overlap = null);

/// <summary>A scorer of images.</summary>
/// <param name="Name"><c>demo</c>, <c>clip-score</c>, <c>pick-score</c>, <c>hps-v2.1</c>, <c>aesthetic</c> or <c>image-reward</c>.</param>
/// <param name="Model">Folder of its model, relative to the models root; <c>demo</c> alone has none.</param>
/// <param name="Precision">What the model computes in: <c>float32</c> or <c>bfloat16</c>. Null is <c>float32</c>.</param>
public sealed record ScorerSpec(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Precision = null);
