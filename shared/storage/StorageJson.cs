using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.Storage;

/// <summary>How documents are written as JSON, in every store and wherever else the project writes its own records.</summary>
public static class StorageJson
{
    /// <summary>
    /// Camel case, enums by name, text unescaped where JSON allows it; unknown members are skipped, so that an older program
    /// reads what a newer one wrote. Read-only.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // A loss may be NaN: a diverged training must still be storable.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
