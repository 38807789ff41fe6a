using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService;

namespace InstructEngine.Services.Tests.Taxonomy.Consumers;

internal static class TaxonomyHarness
{
    public static Task<ServiceHarness> StartAsync() => ServiceHarness.StartAsync(new TaxonomyModule());

    public static async Task<RunRequested> RequestAsync(this ServiceHarness service, string prompts, RunSpec? spec = null, string name = "prompts.txt") =>
        new("run-1", spec ?? Specs.Demo, await service.Blobs.PutAsync(Encoding.UTF8.GetBytes(prompts), default), name);
}
