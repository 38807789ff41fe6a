using System.Text;
using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Storage.Content;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>What is sent for an image. Endpoints differ in what they take beside model, prompt, number and size: the spec adds it or takes it out.</summary>
internal sealed class ImagesRequest
{
    private const string SeedMark = "{seed}";
    private readonly string _model;
    private readonly IReadOnlyDictionary<string, string?> _parameters;

    public ImagesRequest(RendererSpec spec)
    {
        _model = spec.Model!;
        _parameters = (spec.Parameters ?? []).ToDictionary(entry => entry.Key, entry => entry.Value?.ToJsonString(), StringComparer.Ordinal);
    }

    /// <summary>64 lower-case hex digits over address, model and parameters: what decides the pictures, as far as it is known here.</summary>
    public string Hash(EndpointOptions endpoint)
    {
        var settings = string.Join('\n', _parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value ?? "null"}"));
        return ContentIds.Sha256Hex(Encoding.UTF8.GetBytes($"endpoint\n{endpoint.Url}\n{_model}\n{settings}"));
    }

    public string Body(ImageRequest image, (int Width, int Height)? size)
    {
        var body = new JsonObject { ["model"] = _model, ["prompt"] = image.Prompt, ["n"] = 1, ["response_format"] = "b64_json" };
        if (size is { } sides)
        {
            body["size"] = $"{sides.Width}x{sides.Height}";
        }

        foreach (var (key, json) in _parameters)
        {
            if (json is null)
            {
                body.Remove(key);
                continue;
            }

            var value = JsonNode.Parse(json);

            // Seeds of APIs have 31 bits.
            body[key] = value is JsonValue text && text.TryGetValue<string>(out var said) && said == SeedMark ? image.Seed & int.MaxValue : value;
        }

        return body.ToJsonString();
    }
}
