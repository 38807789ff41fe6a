using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Hosting.Specs;

/// <summary>Checks the ranges that <see cref="RunSpec"/> documents. Whether the models exist is for those who have them to say.</summary>
public static class RunSpecValidator
{
    public static IReadOnlyList<string> Lexicons { get; } = ["demo", "default", "none"];

    /// <summary>Who may write what a lexicon lacks of the targets.</summary>
    public static IReadOnlyList<string> TaxonomyWriters { get; } = ["rules", "language-model"];

    /// <summary>Languages that prompts can be told by.</summary>
    public static IReadOnlyList<string> CorpusLanguages { get; } = ["en", "de", "fr", "es", "it", "pt", "nl"];

    public static IReadOnlyList<string> InstructionWriters { get; } = [Contracts.V1.InstructionWriters.Rules, Contracts.V1.InstructionWriters.LanguageModel];

    public static IReadOnlyList<string> Losses { get; } = ["cross-validation", "diffusion-dpo", "sft", "sft-both"];

    /// <summary>Comparisons: the first is every loss's, the next two are cross-validation's alone, the last is plain DPO's alone.</summary>
    public static IReadOnlyList<string> Terms { get; } = ["instruction-fixed", "image-fixed", "both", "random-direction"];

    /// <summary>What may become of pairs that cannot be trained on.</summary>
    public static IReadOnlyList<string> BadPairs { get; } = ["strict", "skip"];

    /// <summary>What may become of a training that diverges.</summary>
    public static IReadOnlyList<string> OnDivergence { get; } = ["stop", "rollback"];

    /// <summary>What a UNet may compute in while it is trained.</summary>
    public static IReadOnlyList<string> Precisions { get; } = ["float32", "bfloat16"];

    /// <summary>What the learning rate may do after its warm-up.</summary>
    public static IReadOnlyList<string> LearningRateSchedules { get; } = ["constant", "linear", "cosine"];

    /// <summary>Samplers by their short names.</summary>
    public static IReadOnlyList<string> Schedulers { get; } = ["ddim", "ddpm", "euler", "dpm++2m", "dpm++2m-karras", "pndm"];

    /// <summary>Who may check images: the first reads the demo world, the others are models that look at the prompt.</summary>
    public static IReadOnlyList<string> ImageChecks { get; } = ["demo", "clip-score", "pick-score", "hps-v2.1", "image-reward"];

    /// <summary>The demo world's own, two published lists, and any file.</summary>
    public static IReadOnlyList<string> Suites { get; } = ["demo", "drawbench", "parti-prompts", "file"];

    /// <returns>Everything that is wrong; empty when the spec can be used.</returns>
    public static IReadOnlyList<SpecError> Check(RunSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var check = new SpecChecks();
        check.Require(spec.Name is { Length: >= 1 and <= 100 } name && !name.Any(char.IsControl), "name", spec.Name, "1 to 100 characters, none of them a control character");
        check.Range("seed", spec.Seed, 0, long.MaxValue);
        Corpus(check, spec.Corpus);
        Taxonomy(check, spec.Taxonomy);
        Instructions(check, spec.Instructions);
        RenderingChecks.Check(check, spec.Rendering);
        Training(check, spec.Training);
        EvaluationChecks.Check(check, spec.Evaluation);
        if (spec.Until is not null)
            check.OneOf("until", spec.Until, [.. RunEnds.All]);
        return check.Errors;
    }

    /// <exception cref="SpecException">Something is wrong: all of it is listed.</exception>
    public static void ThrowIfInvalid(RunSpec spec, string sourceName)
    {
        var errors = Check(spec);
        if (errors.Count > 0)
            throw new SpecException(sourceName, errors);
    }

    private static void Corpus(SpecChecks check, CorpusSpec corpus)
    {
        check.Range("corpus.sampleSize", corpus.SampleSize, 1, 1_000_000);
        check.Range("corpus.minLength", corpus.MinLength, 1);
        check.Require(corpus.MaxLength >= corpus.MinLength, "corpus.maxLength", corpus.MaxLength, $"at least corpus.minLength, which is {corpus.MinLength}");
        if (corpus.Language is { } language)
            check.OneOf("corpus.language", language, [.. CorpusLanguages]);
    }

    private static void Taxonomy(SpecChecks check, TaxonomySpec taxonomy)
    {
        check.OneOf("taxonomy.lexicon", taxonomy.Lexicon, [.. Lexicons]);
        check.Range("taxonomy.themes", taxonomy.Themes, 1, 10_000);
        check.Range("taxonomy.subtopicsPerTheme", taxonomy.SubtopicsPerTheme, 1, 1000);
        check.Range("taxonomy.minEvidence", taxonomy.MinEvidence, 1);
        if (taxonomy.Writer is { } writer)
            check.OneOf("taxonomy.writer", writer, [.. TaxonomyWriters]);
        check.Require(taxonomy.Import is not "", "taxonomy.import", taxonomy.Import, "a taxonomy file, or no such key");
        check.Require(
            taxonomy is not { Lexicon: "none", Import: null, Writer: null or "rules" }, "taxonomy.lexicon", taxonomy.Lexicon,
            "a lexicon with themes in it, beside taxonomy.writer \"rules\" and without taxonomy.import: nobody would write a taxonomy");
    }

    private static void Instructions(SpecChecks check, InstructionSpec instructions)
    {
        check.Range("instructions.triplesPerLeaf", instructions.TriplesPerLeaf, 1, 100_000);
        var shares = instructions.Shares;
        check.Range("instructions.shares.contentConsistency", shares.ContentConsistency, 0);
        check.Range("instructions.shares.counterfactual", shares.Counterfactual, 0);
        check.Range("instructions.shares.aesthetics", shares.Aesthetics, 0);
        check.Require(
            shares is not { ContentConsistency: 0, Counterfactual: 0, Aesthetics: 0 }, "instructions.shares", shares, "at least one share above 0");
        WhoWritesAndJudges(check, instructions);
        if (instructions.Contrast is { } contrast)
        {
            check.Range("instructions.contrast.easy", contrast.Easy, 0);
            check.Range("instructions.contrast.medium", contrast.Medium, 0);
            check.Range("instructions.contrast.subtle", contrast.Subtle, 0);
            check.Require(contrast is not { Easy: 0, Medium: 0, Subtle: 0 }, "instructions.contrast", contrast, "at least one share above 0");
        }
    }

    private static void WhoWritesAndJudges(SpecChecks check, InstructionSpec instructions)
    {
        if (instructions.Writer is { } writer)
            check.OneOf("instructions.writer", writer, [.. InstructionWriters]);
        if (instructions.Moderation is { } moderation)
            check.Require(IsModelName(moderation), "instructions.moderation", moderation, "the name of a moderation model, 1 to 200 characters");
        if (instructions.Referees is { } referees)
        {
            check.Require(
                referees.Count is >= 1 and <= 15 && referees.All(IsModelName) && referees.Distinct(StringComparer.Ordinal).Count() == referees.Count,
                "instructions.referees", referees, "1 to 15 names of models, each once");
        }
    }

    private static bool IsModelName(string name) => name is { Length: >= 1 and <= 200 } && !name.Any(char.IsControl);

    private static void Training(SpecChecks check, TrainingSpec training)
    {
        Model(check, "training.model", training.Model);
        check.OneOf("training.loss", training.Loss, [.. Losses]);
        Comparisons(check, training);
        check.Range("training.beta", training.Beta, 0, open: true);
        check.Range("training.learningRate", training.LearningRate, 0, open: true);
        check.Range("training.steps", training.Steps, 1);
        check.Range("training.batchSize", training.BatchSize, 1, 4096);
        check.Range("training.warmupSteps", training.WarmupSteps, 0);
        check.Range("training.maxGradNorm", training.MaxGradNorm, 0, open: true);
        check.Range("training.captionDropout", training.CaptionDropout, 0, 1);
        check.Range("training.sftWeight", training.SftWeight, 0);
        check.Range("training.heldOutShare", training.HeldOutShare, 0, 0.5);
        check.Range("training.checkpointEverySteps", training.CheckpointEverySteps, 1);
        if (training.BadPairs is not null)
            check.OneOf("training.badPairs", training.BadPairs, [.. BadPairs]);
        WhatIsTrained(check, training);
        WhatIsDrawn(check, training);
    }

    private static void WhatIsDrawn(SpecChecks check, TrainingSpec training)
    {
        if (training.TimestepRange is { } range)
        {
            check.Range("training.timestepRange.min", range.Min, 0);
            check.Require(range.Max > range.Min, "training.timestepRange.max", range.Max, $"above training.timestepRange.min, which is {range.Min}");
        }

        if (training.ReferenceDraws is { } draws)
            check.Range("training.referenceDraws", draws, 1, 1_000_000);
        if (training.OnDivergence is not null)
            check.OneOf("training.onDivergence", training.OnDivergence, [.. OnDivergence]);
    }

    private static void WhatIsTrained(SpecChecks check, TrainingSpec training)
    {
        if (training.LoraRank is { } rank)
            check.Range("training.loraRank", rank, 1, 1024);
        if (training.LoraAlpha is { } alpha && training.LoraRank is not null)
            check.Range("training.loraAlpha", alpha, 0, open: true);
        else
            check.Require(training.LoraAlpha is null, "training.loraAlpha", training.LoraAlpha, "a training.loraRank beside it, or none: without a LoRA there is no alpha");
        if (training.Precision is { } precision)
            check.OneOf("training.precision", precision, [.. Precisions]);
        if (training.EmaDecay is { } decay)
            check.Require(decay is > 0 and < 1, "training.emaDecay", decay, "a number above 0 and below 1, as 0.999");
        if (training.MicroBatchSize is { } samples)
            check.Range("training.microBatchSize", samples, 1);
        if (training.LearningRateSchedule is { } schedule)
            check.OneOf("training.learningRateSchedule", schedule, [.. LearningRateSchedules]);
    }

    private static void Comparisons(SpecChecks check, TrainingSpec training)
    {
        if (training.Terms is not { } terms)
            return;

        check.OneOf("training.terms", terms, [.. Terms]);
        var of = terms == Terms[3] ? Losses[1] : Losses[0];
        var available = terms == Terms[0] || training.Loss == of || !Terms.Contains(terms) || !Losses.Contains(training.Loss);
        string[] own = [Terms[0], .. training.Loss == Losses[0] ? Terms.Skip(1).Take(2) : training.Loss == Losses[1] ? Terms.Skip(3) : []];
        check.Require(available, "training.terms", terms, $"{string.Join(" or ", own)}: training.loss \"{training.Loss}\" has no others, \"{of}\" has it");
    }

    internal static void Model(SpecChecks check, string path, string model) => check.Require(
        ModelPaths.IsInside(model), path, model, "a folder inside the models folder, as \"demo-base\"; this is a path outside");
}
