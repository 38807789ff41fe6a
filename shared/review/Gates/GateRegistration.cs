using Grpc.Net.Client;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Review.Gates;

/// <summary>How a service gets the pages of taxonomy and instruction review, which the services that own both answer.</summary>
public static class GateRegistration
{
    /// <summary><c>Review:TaxonomyService</c>: gRPC address of taxonomy-svc.</summary>
    public const string TaxonomyKey = "Review:TaxonomyService";

    /// <summary><c>Review:InstructionService</c>: gRPC address of instruction-svc.</summary>
    public const string InstructionKey = "Review:InstructionService";

    /// <summary>Adds the pages of each service whose address is set.</summary>
    /// <exception cref="SettingException">An address is none.</exception>
    public static IServiceCollection AddGatePages(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Channel(configuration, TaxonomyKey) is { } taxonomies)
            services.AddSingleton<ITaxonomyDesk>(_ => new ServiceTaxonomyDesk(taxonomies)).AddReviewPages<TaxonomyPages>();
        if (Channel(configuration, InstructionKey) is { } instructions)
            services.AddSingleton<IInstructionDesk>(_ => new ServiceInstructionDesk(instructions)).AddReviewPages<InstructionPages>();
        return services;
    }

    private static GrpcChannel? Channel(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } address)
            return null;

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? ServerChannel.To(uri, AccessKey.From(configuration))
            : throw new SettingException(key, address, "a gRPC address such as http://taxonomy-svc:8201");
    }
}
