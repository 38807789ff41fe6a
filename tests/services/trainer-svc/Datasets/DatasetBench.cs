using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Datasets;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

/// <summary>A run of five pairs, two rejected pairs and one rejected triple, whose ends are stored and told one by one.</summary>
internal sealed class DatasetBench(ServiceHarness harness) : IDisposable
{
    public const int Expected = 8;

    private readonly DatasetCompletion _completion = new(new DatasetAssembler(harness.Documents, harness.Blobs, NullLogger<DatasetAssembler>.Instance), TimeProvider.System);

    public List<DatasetCompleted> Announced { get; } = [];

    public static Task<ServiceHarness> StartAsync() => ServiceHarness.StartAsync(_ => { }, _ => { });

    public static IReadOnlyList<Func<ServiceHarness, Task>> Ends { get; } =
    [
        harness => DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 3, 0, Expected)),
        .. Enumerable.Range(0, 5).Select(index => (Func<ServiceHarness, Task>)(async harness =>
            await DemoPairs.StoreAsync(harness.Documents, await DemoPairs.PairAsync(harness.Blobs, index)))),
        .. Enumerable.Range(5, 2).Select(index => (Func<ServiceHarness, Task>)(harness => DemoPairs.StoreAsync(
            harness.Documents, new ImagePairRejected(DemoPairs.RunId, $"triple-{index:d4}", "leaf-1", Dimension.Aesthetics, "blank image: nothing", 4)))),
        harness => DemoPairs.StoreAsync(harness.Documents, new InstructionTripleRejected(DemoPairs.RunId, "triple-0007", "leaf-2", "duplicate: of triple-0001")),
    ];

    public void Dispose() => _completion.Dispose();

    /// <summary>What a consumer does with an event.</summary>
    public Task TellAsync() => _completion.CheckAsync(
        DemoPairs.RunId,
        dataset =>
        {
            Announced.Add(dataset);
            return Task.CompletedTask;
        },
        default);
}
