using InstructEngine.Contracts.V1;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>The events: the contracts' records that speak of a run. The other records are parts of them.</summary>
internal static class EventTypes
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(RunRequested).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(RunRequested).Namespace && type.GetProperty(nameof(RunRequested.RunId)) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static Type Named(string name) => All.Single(type => type.Name == name);
}
