using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Tls;

/// <summary>
/// The certificate that a service shows on both of its ports: <c>Tls:CertificateFile</c> (PEM, its own first, then those that signed it) and
/// <c>Tls:KeyFile</c> (PEM, without a passphrase). Read again every minute, because who issues certificates replaces the files.
/// </summary>
internal sealed class ServedCertificate
{
    private const string CertificateKey = "Tls:CertificateFile";
    private const string KeyKey = "Tls:KeyFile";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly Lock _reading = new();
    private SslStreamCertificateContext _current;
    private long _readAt;

    private ServedCertificate(string certificateFile, string keyFile, TimeProvider time)
    {
        (_certificateFile, _keyFile, _time) = (certificateFile, keyFile, time);
        _current = Read();
        _readAt = time.GetTimestamp();
    }

    /// <summary>Null where none is set: the ports speak in the open.</summary>
    /// <exception cref="SettingException">One of the files is missing, or cannot be used.</exception>
    public static ServedCertificate? From(IConfiguration configuration, TimeProvider time)
    {
        var (certificate, key) = (configuration[CertificateKey], configuration[KeyKey]);
        if (string.IsNullOrEmpty(certificate) && string.IsNullOrEmpty(key))
            return null;

        if (string.IsNullOrEmpty(certificate))
            throw new SettingException(CertificateKey, certificate, $"the certificate that belongs to {KeyKey}, a PEM file");
        if (string.IsNullOrEmpty(key))
            throw new SettingException(KeyKey, key, $"the key that belongs to {CertificateKey}, a PEM file");

        foreach (var (name, file) in new[] { (CertificateKey, certificate), (KeyKey, key) })
        {
            if (!File.Exists(file))
                throw new SettingException(name, file, "a PEM file that this process may read");
        }

        try
        {
            return new(certificate, key, time);
        }
        catch (Exception exception) when (IsUnusable(exception))
        {
            throw new SettingException(CertificateKey, certificate, $"a certificate in PEM with the key in {key}, without a passphrase ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>As of a minute ago at most. Files that cannot be used, as in the middle of their replacement, leave the former one in place.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_reading)
            {
                if (_time.GetElapsedTime(_readAt) >= Fresh)
                {
                    _readAt = _time.GetTimestamp();
                    try
                    {
                        _current = Read();
                    }
                    catch (Exception exception) when (IsUnusable(exception))
                    {
                    }
                }

                return _current;
            }
        }
    }

    /// <summary><see cref="ArgumentException"/>: the key is another certificate's.</summary>
    private static bool IsUnusable(Exception exception) =>
        exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    private SslStreamCertificateContext Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificateFile);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile), chain, offline: true);
    }
}
