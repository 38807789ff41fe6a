using System.Text.Json;
using Microsoft.Extensions.AI;

namespace InstructEngine.Language.Answers;

/// <summary>The form of an answer, as a model is told it.</summary>
internal static class AnswerForm<T>
{
    /// <summary>JSON schema in the strict subset: every property required, none besides.</summary>
    public static JsonElement Schema { get; } = AIJsonUtilities.CreateJsonSchema(
        typeof(T),
        serializerOptions: AnswerReader.Json,
        inferenceOptions: new AIJsonSchemaCreateOptions
        {
            IncludeSchemaKeyword = false,
            TransformOptions = new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true, RequireAllProperties = true },
        });

    public static string Text { get; } = Schema.GetRawText();

    /// <summary>Also the schema's name on the wire: letters, digits and underscores.</summary>
    public static string Name { get; } = typeof(T).Name;
}
