using System.CommandLine;
using InstructEngine.Benchmarks;
using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Benchmarks.Corpora;
using InstructEngine.Benchmarks.Datasets;
using InstructEngine.Benchmarks.Evaluation;
using InstructEngine.Benchmarks.Language;
using InstructEngine.Benchmarks.Rendering;
using InstructEngine.Benchmarks.Scale;
using InstructEngine.Benchmarks.Training;

return await new RootCommand("Measures what docs/results.md states. Each measurement runs in a process of its own; the table is Markdown, on stdout.")
{
    UNetCommand.Create(),
    VaeCommand.Create(),
    ImagesCommand.Create(),
    LoraStepCommand.Create(),
    TrainingCommand.Create(),
    InstructionsCommand.Create(),
    AlignmentCommand.Create(),
    DatasetCommand.Create(),
    LanguageCommand.Create(),
    RenderingCommand.Create(),
    CorpusCommand.Create(),
    EvaluationCommand.Create(),
    ScaleCommand.Create(),
    ScaleCommand.RenderService(),
}.Parse(args).InvokeAsync();
