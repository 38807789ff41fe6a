using InstructEngine.Hosting.Tls;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Shared.Tests.Hosting.Tls;

public sealed class When_a_certificate_is_replaced : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void The_new_one_is_shown_within_a_minute()
    {
        var served = Serve();
        Assert.Equal("CN=first", served.Current.TargetCertificate.Subject);

        _authority.IssueInto(_folder.Path, "second", "tls");
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("CN=first", served.Current.TargetCertificate.Subject);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("CN=second", served.Current.TargetCertificate.Subject);
    }

    [Fact]
    public void One_that_cannot_be_used_leaves_the_former()
    {
        var served = Serve();
        var (certificate, key) = _authority.Issue("second");

        File.WriteAllText(Path.Combine(_folder.Path, "tls.crt"), certificate);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("CN=first", served.Current.TargetCertificate.Subject);
        File.Delete(Path.Combine(_folder.Path, "tls.key"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("CN=first", served.Current.TargetCertificate.Subject);
        File.WriteAllText(Path.Combine(_folder.Path, "tls.key"), key);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("CN=second", served.Current.TargetCertificate.Subject);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private ServedCertificate Serve()
    {
        var (certificate, key) = _authority.IssueInto(_folder.Path, "first", "tls");
        var settings = new Dictionary<string, string?> { ["Tls:CertificateFile"] = certificate, ["Tls:KeyFile"] = key };
        return ServedCertificate.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), _time)!;
    }
}
