using System.Text.RegularExpressions;
using System.Xml.Linq;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>The doc comments of the contracts, as plain text, from the XML file beside the assembly.</summary>
internal static partial class ContractDocs
{
    private static readonly Dictionary<string, string> s_summaries = XDocument
        .Load(Path.ChangeExtension(typeof(RunRequested).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));

    public static string? Of(Type type) => s_summaries.GetValueOrDefault($"T:{type.FullName}");

    public static string? Of(Type type, string property) => s_summaries.GetValueOrDefault($"P:{type.FullName}.{property}");

    private static string Plain(XElement element)
    {
        var words = string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
            XElement { Name.LocalName: "paramref" } name => char.ToLowerInvariant(name.Attribute("name")!.Value[0]) + name.Attribute("name")!.Value[1..],
            XElement other => other.Value,
            _ => "",
        }));
        return Spaces().Replace(words, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
