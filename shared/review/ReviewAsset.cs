using System.Reflection;
using InstructEngine.Review.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review;

/// <summary>Style sheets and scripts, which are embedded in assemblies: no request's path reaches the disk.</summary>
public static class ReviewAsset
{
    /// <summary>Serves a resource of the assembly as <c>/assets/NAME</c>.</summary>
    /// <param name="name">The resource's logical name, ending in <c>.css</c> or <c>.js</c>.</param>
    public static void MapAsset(this IEndpointRouteBuilder site, Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(name);
        var content = Read(assembly, name);
        var type = name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        site.MapGet("/assets/" + name, context =>
        {
            context.Response.ContentType = type;
            context.Response.ContentLength = content.Length;
            return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
        }).AllowUnsigned();
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The assembly {assembly.GetName().Name} holds no resource {name}.", nameof(name));
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
