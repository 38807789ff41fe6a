using System.Diagnostics;
using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Shared.Tests.Hosting;

public sealed partial class When_an_embedded_host_runs
{
    [Fact]
    public async Task Log_lines_carry_run_and_trace_across_the_bus()
    {
        using var folder = new TemporaryFolder();
        var inbox = new Inbox();
        using var host = Build(folder, inbox);
        await host.StartAsync();
        using var activity = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();

        await host.Services.GetRequiredService<IBus>().Publish(new RunFailed("run-7", "x", "y"));
        await inbox.WaitForAsync<RunFailed>();
        await host.StopAsync();
        host.Dispose();

        var line = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "run.log")))
            .Select(text => JsonDocument.Parse(text).RootElement)
            .Single(entry => entry.GetProperty("message").GetString() == "Seen x");
        Assert.Equal("run-7", line.GetProperty("RunId").GetString());
        Assert.Equal("eval-svc", line.GetProperty("Service").GetString());
        Assert.Equal(activity.TraceId.ToString(), line.GetProperty("TraceId").GetString());
    }

    [Fact]
    public async Task Thousands_of_messages_published_at_once_all_arrive()
    {
        using var folder = new TemporaryFolder();
        var inbox = new Inbox();
        using var host = Build(folder, inbox);
        await host.StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();

        for (var i = 0; i < 5000; i++)
            await bus.Publish(new RunFailed("run-7", "x", $"{i}"));

        var arrived = await inbox.WaitForAsync<RunFailed>(5000);
        Assert.Equal(5000, arrived.Select(message => message.Reason).Distinct().Count());
        await host.StopAsync();
    }

    [Fact]
    public async Task Nothing_is_written_to_the_console()
    {
        using var folder = new TemporaryFolder();
        using var host = Build(folder, new Inbox());

        Assert.DoesNotContain(host.Services.GetServices<ILoggerProvider>(), provider => provider.GetType().Name.Contains("Console", StringComparison.Ordinal));
        await host.StartAsync();
        await host.StopAsync();
    }

    private static IHost Build(TemporaryFolder folder, Inbox inbox) => EmbeddedHost.Build(
        new EmbeddedOptions { Folder = folder.Path, ModelsRoot = folder.Path },
        new TestModule("eval-svc", services => services.AddSingleton(inbox), bus => bus.AddConsumer<Seeing>()));

    internal sealed partial class Seeing(Inbox inbox, ILogger<Seeing> logger) : IConsumer<RunFailed>
    {
        public Task Consume(ConsumeContext<RunFailed> context)
        {
            LogSeen(logger, context.Message.Service);
            inbox.Add(context.Message);
            return Task.CompletedTask;
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "Seen {Who}")]
        private static partial void LogSeen(ILogger logger, string who);
    }
}
