using System.Diagnostics;

namespace InstructEngine.Hosting;

/// <summary>The product's own traces.</summary>
internal static class HostingTelemetry
{
    public const string SourceName = "InstructEngine";

    public static readonly ActivitySource Source = new(SourceName);
}
