namespace InstructEngine.Shared.Tests;

/// <summary>
/// Tests that keep the garbage collector busy: TorchSharp hands the native library numbers (the alpha of an addition) that a collection in the
/// same moment may free, so that tests beside them would fail now and then.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class RunAlone;
