using InstructEngine.Shared.Tests.Hosting.Tls;

namespace InstructEngine.Cluster.Tests;

public sealed class Everything_speaks_TLS
{
    [Fact]
    public async Task A_run_comes_to_its_end_where_broker_and_services_show_certificates_of_an_authority_of_their_own()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        Directory.CreateDirectory(folder["trusted"]);
        await File.WriteAllTextAsync(folder["trusted/ca.crt"], authority.Pem);
        var (certificate, key) = authority.IssueInto(folder.Path, "services");
        var port = Cluster.FreePort();
        await using var broker = await StartBrokerAsync(folder, authority, port);
        await using var cluster = await Cluster.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_BUS__RABBITMQ__HOST"] = "localhost",
            ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = $"{port}",
            ["INSTRUCTENGINE_BUS__RABBITMQ__USETLS"] = "true",
            ["INSTRUCTENGINE_TLS__CERTIFICATEFILE"] = certificate,
            ["INSTRUCTENGINE_TLS__KEYFILE"] = key,
            ["SSL_CERT_DIR"] = "/etc/ssl/certs:" + folder["trusted"],
        });
        var spec = SmallSpec.Write(folder["spec.json"]);

        var distrusting = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", spec);
        Assert.NotEqual(0, distrusting.ExitCode);
        Assert.Contains("certificate", distrusting.Error, StringComparison.OrdinalIgnoreCase);

        var trusting = new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_MODELS"] = Programs.Models(),
            ["INSTRUCTENGINE_ACCESS__KEY"] = Programs.AccessKey,
            ["SSL_CERT_DIR"] = "/etc/ssl/certs:" + folder["trusted"],
        };
        var submitted = await CommandLine.RunInAsync(trusting, "submit", "--server", cluster.Server, "--spec", spec);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var watched = await CommandLine.RunInAsync(trusting, "watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        Assert.Contains("datasetHash", watched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_refuses_a_broker_whose_authority_it_does_not_know()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        var port = Cluster.FreePort();
        await using var broker = await StartBrokerAsync(folder, authority, port);
        await using var service = new ChildProcess(Programs.Service("InstructEngine.RenderService", "render-svc"), [], new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_HTTP__PORT"] = "0",
            ["INSTRUCTENGINE_GRPC__PORT"] = "0",
            ["INSTRUCTENGINE_BUS__CONNECTTIMEOUT"] = "5",
            ["INSTRUCTENGINE_BUS__RABBITMQ__HOST"] = "localhost",
            ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = $"{port}",
            ["INSTRUCTENGINE_BUS__RABBITMQ__USETLS"] = "true",
            ["INSTRUCTENGINE_STORAGE__SQLITEPATH"] = folder["run.db"],
            ["INSTRUCTENGINE_STORAGE__BLOBFOLDER"] = folder["blobs"],
        });

        Assert.Equal(3, await service.ExitCodeAsync(TimeSpan.FromMinutes(2)));
        Assert.Contains("certificate", service.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<OwnBroker> StartBrokerAsync(TemporaryFolder folder, TestAuthority authority, int port)
    {
        var (certificate, key) = authority.IssueInto(folder.Path, "broker");
        await File.WriteAllTextAsync(folder["trusted.pem"], authority.Pem);
        return await OwnBroker.StartAsync(
            folder["broker"],
            $"""
            listeners.ssl.1 = 127.0.0.1:{port}
            ssl_options.cacertfile = {folder["trusted.pem"]}
            ssl_options.certfile = {certificate}
            ssl_options.keyfile = {key}
            ssl_options.verify = verify_none

            """);
    }
}
