using InstructEngine.Cli.Instructions;
using InstructEngine.Cli.Taxonomies;
using InstructEngine.Hosting.Settings;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Review;
using InstructEngine.Review.Gates;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Review;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Cli.Reviews;

internal static class FolderGates
{
    /// <summary>The pages of taxonomy and instruction review, over the stores of this process. Edits are held against what the settings of a run name.</summary>
    /// <exception cref="SettingException">A file of the settings does not exist.</exception>
    public static void AddFolderGates(this IServiceCollection services)
    {
        services.AddSingleton<TaxonomyReviews>();
        services.AddSingleton<InstructEngine.Review.Gates.ITaxonomyDesk, FolderTaxonomyDesk>().AddReviewPages<TaxonomyPages>();
        var quality = QualityOptions.From(new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).Build());
        services.AddSingleton<IInstructionDesk>(host => new FolderInstructionDesk(host.GetRequiredService<IDocumentStore>(), quality, null)).AddReviewPages<InstructionPages>();
    }
}
