using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Mail</c>: the server that takes our mail.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>The name of the server; empty: no mail is offered and none is sent.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public string User { get; set; } = "";

    /// <summary>Only in the environment.</summary>
    public string Password { get; set; } = "";

    /// <summary>Speaks only after STARTTLS. Switch it off for a server on this machine alone.</summary>
    public bool Encrypted { get; set; } = true;

    /// <summary>Whom mail comes from. Choose an address that tells nothing: whoever else sees a mailbox sees it.</summary>
    public string From { get; set; } = "";

    /// <summary>How long one message may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Hands a message to the mail server.</summary>
public sealed class Post(IOptions<MailOptions> options)
{
    /// <summary>Whether there is a server at all.</summary>
    public bool IsThere => options.Value is { Host.Length: > 0, From.Length: > 0 };

    /// <exception cref="SmtpException">The server does not take it, now or ever.</exception>
    /// <exception cref="FormatException">The address is none, or several.</exception>
    public async Task Send(string to, string subject, string words, CancellationToken stop)
    {
        var mail = options.Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(mail.Timeout);
        using var server = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Encrypted };
        if (mail.User.Length > 0)
            server.Credentials = new NetworkCredential(mail.User, mail.Password);
        // As one address: a text with a comma would be a list of them.
        using var message = new MailMessage(new MailAddress(mail.From), new MailAddress(to)) { Subject = subject, Body = words };
        message.Headers.Add("Auto-Submitted", "auto-generated"); // so that no absent colleague's machine answers (RFC 3834)
        await server.SendMailAsync(message, patience.Token);
    }
}
