using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Mailing;

/// <summary>Takes mail on a port of this machine as RFC 5321 has it, and keeps what it took.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public MailServer()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Each as it came: the envelope's lines, then the message.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>What it answers to a recipient.</summary>
    public string Recipient { get; set; } = "250 OK";

    /// <summary>With one, it offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Has a county's mail go here.</summary>
    public IServiceCollection TakesFor(IServiceCollection services) =>
        services.Configure<MailOptions>(mail =>
            (mail.Host, mail.Port, mail.Encrypted, mail.From) = ("127.0.0.1", Port, false, "messages@post.example")
        );

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var caller = await listener.AcceptTcpClientAsync(stop.Token);
                try
                {
                    await Talk(caller.GetStream());
                }
                catch (Exception hungUp) when (hungUp is IOException or AuthenticationException)
                {
                    // The caller did not like the certificate.
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
        {
            // The test has ended.
        }
    }

    private async Task Talk(Stream stream, bool greets = true)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        var heard = new StringBuilder();
        if (greets)
            await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(stop.Token) is { } line && !line.StartsWith("QUIT", StringComparison.Ordinal))
        {
            if (Certificate is not null && line.StartsWith("EHLO", StringComparison.Ordinal))
                await writer.WriteLineAsync(stream is SslStream ? "250-here" : "250-STARTTLS");
            if (Certificate is not null && line == "STARTTLS")
            {
                await writer.WriteLineAsync("220 go on");
                await using var secured = new SslStream(stream, leaveInnerStreamOpen: true);
                await secured.AuthenticateAsServerAsync(Certificate);
                await Talk(secured, greets: false);
                return;
            }
            heard.AppendLine(line);
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync(stop.Token) is { } word && word != ".")
                    heard.AppendLine(word);
                Taken.Add(heard.ToString());
                heard.Clear();
            }
            await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.Ordinal) ? Recipient : "250 OK");
        }
    }
}
