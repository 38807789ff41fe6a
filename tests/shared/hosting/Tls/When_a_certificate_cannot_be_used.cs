using InstructEngine.Hosting.Settings;
using InstructEngine.Hosting.Tls;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Shared.Tests.Hosting.Tls;

public sealed class When_a_certificate_cannot_be_used : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    [Fact]
    public void Without_either_the_ports_are_open() => Assert.Null(ServedCertificate.From(new ConfigurationBuilder().Build(), TimeProvider.System));

    [Fact]
    public void One_without_its_key_is_told() => Assert.Contains("Tls:KeyFile", Refused(_authority.IssueInto(_folder.Path, "a").CertificateFile, null), StringComparison.Ordinal);

    [Fact]
    public void A_key_without_its_certificate_is_told() =>
        Assert.Contains("Tls:CertificateFile", Refused(null, _authority.IssueInto(_folder.Path, "a").KeyFile), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var missing = Path.Combine(_folder.Path, "missing.key");

        Assert.Contains(missing, Refused(_authority.IssueInto(_folder.Path, "a").CertificateFile, missing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_of_another_is_told()
    {
        var certificate = _authority.IssueInto(_folder.Path, "a").CertificateFile;

        Assert.Contains(certificate, Refused(certificate, _authority.IssueInto(_folder.Path, "b").KeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_PEM_is_told()
    {
        var (certificate, key) = _authority.IssueInto(_folder.Path, "a");
        File.WriteAllBytes(certificate, [0x30, 0x82, 1, 2, 3]);

        Assert.Contains("in PEM", Refused(certificate, key), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static string Refused(string? certificate, string? key)
    {
        var settings = new Dictionary<string, string?> { ["Tls:CertificateFile"] = certificate, ["Tls:KeyFile"] = key };
        return Assert.Throws<SettingException>(() => ServedCertificate.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TimeProvider.System)).Message;
    }
}
