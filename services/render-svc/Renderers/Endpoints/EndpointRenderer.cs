using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Verification;
using Polly.Timeout;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>Draws through <c>POST /images/generations</c>, one request an image. What an endpoint draws for a seed is its own affair: it need not be the same twice.</summary>
internal sealed class EndpointRenderer(RendererSpec spec, EndpointOptions endpoint, IHttpClientFactory http, SemaphoreSlim places) : IImageRenderer
{
    private readonly ImagesRequest _request = new(spec);

    public string Name => $"{spec.Endpoint}/{spec.Model}";

    public string WeightsHash => field ??= _request.Hash(endpoint);

    public async Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken)
    {
        var drawings = await Task.WhenAll(requests.Select(request => DrawAsync(request, settings.Size, cancellationToken)));
        return Array.Find(drawings, drawing => drawing.Rejection is not null) ?? new Drawing([.. drawings.SelectMany(drawing => drawing.Images)]);
    }

    private async Task<Drawing> DrawAsync(ImageRequest request, (int Width, int Height)? size, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            var began = Stopwatch.GetTimestamp();
            using var client = http.CreateClient(EndpointHttp.NameOf(endpoint));
            var drawing = await AskAsync(client, request, size, cancellationToken);
            var time = Stopwatch.GetElapsedTime(began);
            RenderMetrics.Drawn(Name, time);
            var how = new ImageDrawing(Name, WeightsHash, null, null, null, Math.Round(time.TotalSeconds, 4));
            return drawing with { Images = [.. drawing.Images.Select(image => image with { How = how })] };
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or LongWaitException)
        {
            throw new RunFailureException($"{Where} did not answer: {Reason(exception)} Run again later: it goes on where it stopped.", exception);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<Drawing> AskAsync(HttpClient client, ImageRequest request, (int Width, int Height)? size, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{endpoint.Url.AbsoluteUri.TrimEnd('/')}/images/generations")
        {
            Content = new StringContent(_request.Body(request, size), Encoding.UTF8, "application/json"),
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.Authorization = endpoint.Key is { } key ? new AuthenticationHeaderValue("Bearer", key.Reveal()) : null;
        using var response = await client.SendAsync(message, cancellationToken);
        var answer = ImagesAnswer.Read(response.StatusCode, Redacted(await response.Content.ReadAsStringAsync(cancellationToken)));
        if (answer.Refusal is { } refusal)
        {
            return Drawing.Rejected(RejectionKinds.Refused, $"{Name} will not draw '{request.Prompt}': {refusal}", isFinal: true);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw Failure(response.StatusCode, answer.Error ?? "nothing");
        }

        return answer switch
        {
            { Image: { } file } => Decode(file, size),
            { Url: { } url } => await FetchAsync(client, url, size, cancellationToken),
            _ => Drawing.Rejected(RejectionKinds.NoImage, $"{Name} gave {answer.Error}."),
        };
    }

    /// <summary>Without the key: the address is the endpoint's to choose.</summary>
    private async Task<Drawing> FetchAsync(HttpClient client, Uri url, (int Width, int Height)? size, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(url, cancellationToken);
        return response.IsSuccessStatusCode
            ? Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken), size)
            : Drawing.Rejected(RejectionKinds.NoImage, $"{Name} gave the address of an image that is not there ({(int)response.StatusCode}).");
    }

    private Drawing Decode(byte[] file, (int Width, int Height)? size)
    {
        try
        {
            var image = RgbImage.FromFile(file);
            return size is { } wanted && (image.Width, image.Height) != wanted
                ? Drawing.Rejected(RejectionKinds.WrongSize, $"{Name} drew {image.Width} x {image.Height} pixels; {wanted.Width} x {wanted.Height} were asked for.")
                : new Drawing([new DrawnImage(image, new ImageDrawing(Name, WeightsHash, null, null, null, 0))]);
        }
        catch (InvalidDataException exception)
        {
            return Drawing.Rejected(RejectionKinds.Undecodable, $"{Name} gave {file.Length} bytes that are no image. {exception.Message}");
        }
    }

    private RunFailureException Failure(HttpStatusCode status, string said)
    {
        var settings = $"Render:Endpoints:{endpoint.Name}";
        return new RunFailureException($"{Where} " + status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"refuses the key ({(int)status}): {said} Set {settings}:Key or KeyFile to a key that may use this model.",
            HttpStatusCode.PaymentRequired => $"has no quota left: {said} Run again when it has: it goes on where it stopped.",
            HttpStatusCode.NotFound => $"is not there (404): {said} Check {settings}:Url (often it ends in /v1) and the renderer's model.",
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                $"did not draw in {endpoint.Retries + 1} tries; the last one gave {(int)status}: {said} Run again later: it goes on where it stopped.",
            _ => $"refuses the request ({(int)status}): {said} Check the renderer's model and parameters, and rendering.size.",
        });
    }

    private string Where => $"Renderer '{Name}' at {endpoint.Url}";

    private string Redacted(string text) => endpoint.Key?.Redact(text) ?? text;

    private string Reason(Exception exception) => exception is TimeoutRejectedException
        ? $"no whole answer within {endpoint.Timeout.TotalSeconds:0.#} s (Render:Endpoints:{endpoint.Name}:Timeout), {endpoint.Retries + 1} times."
        : Redacted($"{exception.Message.TrimEnd('.')}.");
}
