using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>Renderers behind the endpoints of the settings.</summary>
internal sealed class EndpointRenderers(RenderOptions options, IHttpClientFactory http) : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RunFailureException">The settings know no such endpoint.</exception>
    public IImageRenderer Get(RendererSpec renderer)
    {
        if (!options.Endpoints.TryGetValue(renderer.Endpoint!, out var endpoint))
        {
            var known = options.Endpoints.Count == 0 ? "none is set" : $"known are {string.Join(", ", options.Endpoints.Keys.Order(StringComparer.Ordinal))}";
            throw new RunFailureException(
                $"rendering.renderers names the endpoint '{renderer.Endpoint}', which render-svc does not know ({known}): set Render:Endpoints:{renderer.Endpoint}:Url "
                + $"(INSTRUCTENGINE_RENDER__ENDPOINTS__{renderer.Endpoint!.ToUpperInvariant()}__URL) and, where it asks for one, Key or KeyFile.");
        }

        var places = _places.GetOrAdd(endpoint.Name, _ => new SemaphoreSlim(endpoint.Concurrency));
        return new EndpointRenderer(renderer, endpoint, http, places);
    }

    public void Dispose()
    {
        foreach (var places in _places.Values)
        {
            places.Dispose();
        }
    }
}
