using InstructEngine.Cli.Instructions;
using InstructEngine.Cli.Taxonomies;
using InstructEngine.Review;
using InstructEngine.Review.Gates;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Review;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Cli.Reviews;

internal static class FolderGates
{
    /// <summary>The pages of taxonomy and instruction review, over the stores of this process.</summary>
    public static void AddFolderGates(this IServiceCollection services)
    {
        services.AddSingleton<TaxonomyReviews>();
        services.AddSingleton<InstructEngine.Review.Gates.ITaxonomyDesk, FolderTaxonomyDesk>().AddReviewPages<TaxonomyPages>();
        services.AddSingleton<IInstructionDesk>(host => FolderInstructionDesk.FromEnvironment(host.GetRequiredService<IDocumentStore>())).AddReviewPages<InstructionPages>();
    }
}
