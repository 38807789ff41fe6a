using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService;

/// <summary>A run's taxonomy: its themes in order, and the count that ends it.</summary>
internal sealed record BuiltTaxonomy(IReadOnlyList<ThemeDocument> Themes, TaxonomyCompleted Completed);
