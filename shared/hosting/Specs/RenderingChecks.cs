using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Models;

namespace InstructEngine.Hosting.Specs;

/// <summary>Checks the ranges that <see cref="RenderingSpec"/> and <see cref="RendererSpec"/> document.</summary>
internal static class RenderingChecks
{
    private const int MostRenderers = 20;

    public static void Check(SpecChecks check, RenderingSpec rendering)
    {
        RunSpecValidator.Model(check, "rendering.model", rendering.Model);
        check.Range("rendering.steps", rendering.Steps, 1, 1000);
        check.Range("rendering.guidanceScale", rendering.GuidanceScale, 0, 100);
        check.Range("rendering.attempts", rendering.Attempts, 1, 1000);
        Scheduler(check, "rendering.scheduler", rendering.Scheduler);
        if (rendering.Size is { } size)
            check.Require(RenderingSizes.TryParse(size, out _, out _), "rendering.size", size, $"\"512\" or \"768x512\" (width x height), sides from 1 to {RenderingSizes.LargestSide}");
        Judge(check, rendering);
        if (rendering.Renderers is not { } renderers)
            return;

        check.Require(renderers.Count is >= 1 and <= MostRenderers, "rendering.renderers", renderers.Count, $"1 to {MostRenderers} renderers");
        foreach (var (index, renderer) in renderers.Index())
            Renderer(check, $"rendering.renderers[{index}]", renderer, rendering);
    }

    private static void Judge(SpecChecks check, RenderingSpec rendering)
    {
        if (rendering.Check is not null)
            check.OneOf("rendering.check", rendering.Check, [.. RunSpecValidator.ImageChecks]);
        var demo = rendering.Check is null or "demo";
        check.Range("rendering.margin", rendering.Margin, 0, demo ? 1 : 100);

        // The only one whose scale has its middle at 0.
        check.Range("rendering.minScore", rendering.MinScore, rendering.Check == "image-reward" ? -100 : 0, demo ? 1 : 100);
        if (rendering.CheckModel is { } model)
            RunSpecValidator.Model(check, "rendering.checkModel", model);
        check.Require(
            demo == rendering.CheckModel is null, "rendering.checkModel", rendering.CheckModel,
            demo ? "nothing: rendering.check \"demo\" has no model" : $"the folder of a model, which rendering.check \"{rendering.Check}\" scores with");
    }

    private static void Renderer(SpecChecks check, string at, RendererSpec renderer, RenderingSpec rendering)
    {
        if (renderer.Share is { } share)
            check.Range($"{at}.share", share, 0, open: true);
        if (renderer.Parameters is { } parameters)
            check.Require(renderer.Endpoint is not null, $"{at}.parameters", parameters, "an endpoint beside it, whose request has them");
        if (renderer.Endpoint is { } endpoint)
            Endpoint(check, at, renderer, endpoint, rendering);
        else
            Local(check, at, renderer);
    }

    private static void Endpoint(SpecChecks check, string at, RendererSpec renderer, string endpoint, RenderingSpec rendering)
    {
        check.Require(
            endpoint.Length is >= 1 and <= 100 && endpoint.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), $"{at}.endpoint", endpoint,
            "the name that render-svc's settings give an endpoint: 1 to 100 letters, digits, '-' and '_'");
        check.Require(!string.IsNullOrWhiteSpace(renderer.Model), $"{at}.model", renderer.Model, "the name that the endpoint knows its model by");
        check.Require(rendering.Size is not null, "rendering.size", rendering.Size, $"a size as \"1024x1024\", because an endpoint draws ({at})");
        foreach (var (key, value) in new (string, object?)[]
        {
            ("lora", renderer.Lora), ("loraScale", renderer.LoraScale), ("precision", renderer.Precision), ("steps", renderer.Steps),
            ("guidanceScale", renderer.GuidanceScale), ("scheduler", renderer.Scheduler),
        })
        {
            check.Require(value is null, $"{at}.{key}", value, "nothing: an endpoint has its own (parameters may say it, where it takes some)");
        }
    }

    private static void Local(SpecChecks check, string at, RendererSpec renderer)
    {
        RunSpecValidator.Model(check, $"{at}.model", renderer.Model ?? "");
        if (renderer.Lora is { } lora)
            check.Require(ModelPaths.IsInside(lora), $"{at}.lora", lora, "a file inside the models folder, as \"loras/style.safetensors\"");
        if (renderer.LoraScale is { } scale)
            check.Require(renderer.Lora is not null && double.IsFinite(scale), $"{at}.loraScale", scale, $"a finite number, and a {at}.lora beside it");
        if (renderer.Precision is { } precision)
            check.OneOf($"{at}.precision", precision, [.. RunSpecValidator.Precisions]);
        if (renderer.Steps is { } steps)
            check.Range($"{at}.steps", steps, 1, 1000);
        if (renderer.GuidanceScale is { } guidance)
            check.Range($"{at}.guidanceScale", guidance, 0, 100);
        Scheduler(check, $"{at}.scheduler", renderer.Scheduler);
    }

    private static void Scheduler(SpecChecks check, string path, string? scheduler)
    {
        if (scheduler is not null)
            check.OneOf(path, scheduler, [.. RunSpecValidator.Schedulers]);
    }
}
