using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Mail</c>: the server that takes our mail.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    [Description("the server that takes mail ([mail](mail.md)); empty: no mail is offered and none is sent")]
    public string Host { get; set; } = "";

    [Description("its port")]
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    [Description("the name to sign in there with; empty: without")]
    public string User { get; set; } = "";

    [Description("only in the environment")]
    public string Password { get; set; } = "";

    [Description("speaks only after STARTTLS; `false` for a server on this machine alone")]
    public bool Encrypted { get; set; } = true;

    [Description("whom mail comes from: choose an address that tells nothing, for whoever else sees a mailbox sees it; empty: no mail")]
    public string From { get; set; } = "";

    [Description("how long one message may take")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>The mail server did not take a message.</summary>
/// <param name="never">It refuses this mailbox for good; whatever else went wrong may go right later.</param>
[SuppressMessage("Naming", "CA1710", Justification = "It says what happened, as the rest of the house does.")]
public sealed class MailNotTaken(bool never, Exception cause) : Exception("The mail server did not take a message.", cause)
{
    public bool Never => never;
}

/// <summary>Hands a message to the mail server.</summary>
public sealed class Post(IOptions<MailOptions> options)
{
    /// <summary>Whether there is a server at all.</summary>
    public bool IsThere => options.Value is { Host.Length: > 0, From.Length: > 0 };

    /// <summary>Whether mail can come from it: asked when the host starts, by the parser that is used when mail is sent.</summary>
    public static bool CanBeFrom(string said) => MailboxAddress.TryParse(Mailbox.One, said, out _);

    /// <exception cref="MailNotTaken">The server does not take it, now or ever.</exception>
    public async Task Send(string to, string subject, string words, CancellationToken stop)
    {
        var mail = options.Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(mail.Timeout);
        // Kept by an older build, which took what can never arrive.
        if (Mailbox.Sent(Mailbox.Tidy(to)) is not { } sent)
            throw new MailNotTaken(never: true, new FormatException("It is no mailbox that mail can reach."));
        var from = MailboxAddress.Parse(Mailbox.One, mail.From);
        using var body = new TextPart("plain") { Text = words };
        using var message = new MimeMessage([from], [MailboxAddress.Parse(Mailbox.One, sent)], subject, body)
        {
            MessageId = MimeUtils.GenerateMessageId(from.Domain), // else it would have the name of this machine
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // so that no absent colleague's machine answers (RFC 3834)
        try
        {
            await Send(mail, message, patience.Token);
        }
        catch (SmtpCommandException refused)
        {
            throw new MailNotTaken(
                refused is { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 },
                refused
            );
        }
        catch (Exception broken) when (IsOfTheWire(broken))
        {
            throw new MailNotTaken(never: false, broken);
        }
    }

    private static async Task Send(MailOptions mail, MimeMessage message, CancellationToken stop)
    {
        // Our own socket: MailKit's would wait 40 ms for an acknowledgement wherever two small writes follow each other.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(mail.Host, mail.Port, stop);
        // Asking whether a certificate was taken back would mean calls to addresses that the certificate names.
        using var server = new SmtpClient { CheckCertificateRevocation = false };
        // MailKit by itself would also take some known servers' certificates that the machine does not trust.
        server.ServerCertificateValidationCallback = (_, _, _, wrong) => wrong == SslPolicyErrors.None;
        var secured = mail.Encrypted ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
        await server.ConnectAsync(socket, mail.Host, mail.Port, secured, stop);
        if (mail.User.Length > 0)
            await server.AuthenticateAsync(mail.User, mail.Password, stop);
        await server.SendAsync(message, stop);
        try
        {
            await server.DisconnectAsync(quit: true, stop);
        }
        catch (Exception impolite) when (IsOfTheWire(impolite) || impolite is OperationCanceledException)
        {
            // It has the message: a farewell that goes wrong must not send it again.
        }
    }

    // NotSupported: there is no STARTTLS, or no way to sign in that we know.
    private static bool IsOfTheWire(Exception broken) =>
        broken
            is ProtocolException
                or SocketException
                or IOException
                or TimeoutException
                or NotSupportedException
                or SslHandshakeException
                or AuthenticationException
                or ServiceNotConnectedException
                or CommandException;
}
