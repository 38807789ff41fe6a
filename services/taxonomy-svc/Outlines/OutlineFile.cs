using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>
/// Taxonomies as YAML or JSON. Both are read by one reader, as JSON is YAML too, strictly: an unknown key is an error. Writing what was read gives
/// an equal taxonomy again.
/// </summary>
public static class OutlineFile
{
    /// <summary>What the first key of a file says, so that a reader knows it.</summary>
    public const string Format = "instructengine-taxonomy/1";

    /// <summary>Largest file, in bytes (16 MB).</summary>
    public const int MaxBytes = 16_000_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <param name="name">What the errors call the file.</param>
    /// <exception cref="OutlineException">It is no taxonomy file: all that is wrong is listed.</exception>
    public static TaxonomyOutline Read(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length > MaxBytes)
            throw new OutlineException(name, [new(1, "", $"has {content.Length:N0} bytes; a taxonomy file has at most {MaxBytes:N0}")]);

        try
        {
            return Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF'), name);
        }
        catch (DecoderFallbackException exception)
        {
            throw new OutlineException(name, [new(1, "", "is not UTF-8 text; expected a taxonomy as YAML or JSON")], exception);
        }
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string)"/>
    public static TaxonomyOutline Read(string text, string name)
    {
        var root = OutlineSyntax.Read(text, name);
        var errors = new List<OutlineError>();
        var outline = new OutlineReader(errors).Read(root);
        return errors.Count == 0 ? outline : throw new OutlineException(name, [.. errors.OrderBy(error => error.Line)]);
    }

    public static string WriteYaml(TaxonomyOutline outline) => new SerializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull)
        .WithQuotingNecessaryStrings()
        .WithNewLine("\n")
        .WithIndentedSequences()
        .DisableAliases()
        .Build()
        .Serialize(OutlineDocument.Of(outline));

    public static string WriteJson(TaxonomyOutline outline) => JsonSerializer.Serialize(OutlineDocument.Of(outline), Json) + "\n";

    /// <summary>The form under which a taxonomy is stored and hashed: whatever the file looked like, the same taxonomy gives the same bytes.</summary>
    public static byte[] Canonical(TaxonomyOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return Encoding.UTF8.GetBytes(WriteJson(outline with { Version = null }));
    }
}
