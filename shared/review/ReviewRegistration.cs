using InstructEngine.Hosting.Runs;
using InstructEngine.Review.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Review;

/// <summary>How a service gets review pages.</summary>
public static class ReviewRegistration
{
    /// <summary>Adds a kind of review; what serves it is <see cref="AddReviewSite"/>, or the command line.</summary>
    public static IServiceCollection AddReviewPages<T>(this IServiceCollection services)
        where T : class, IReviewPages => services.AddSingleton<IReviewPages, T>();

    /// <summary>Serves the pages of this process where <see cref="ReviewOptions.AnnotatorsKey"/> is set; else does nothing.</summary>
    /// <exception cref="Hosting.Settings.SettingException">A setting has a wrong value.</exception>
    public static IServiceCollection AddReviewSite(this IServiceCollection services, IConfiguration configuration, string service)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[ReviewOptions.AnnotatorsKey] is not { Length: > 0 } annotators)
            return services;

        var options = ReviewOptions.From(configuration, service);
        var reviewers = ReviewerFiles.Read(annotators, configuration[ReviewOptions.AdminTokenKey]);
        return services.AddHostedService(host => new ReviewSiteHost(ReviewSite.Build(
            options,
            reviewers,
            host.GetRequiredService<RunDirectory>(),
            host.GetServices<IReviewPages>(),
            host.GetRequiredService<ILoggerFactory>(),
            host.GetRequiredService<TimeProvider>())));
    }
}
