using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Partnership;

/// <summary>Mails the contact of an agency, where that is a mailbox. Nothing about a person goes into it: others read it.</summary>
public sealed class AgencyPost(SafetyDb db, Post post, ILogger<AgencyPost> log)
{
    public bool IsThere => post.IsThere;

    /// <returns>Whether somebody has it now.</returns>
    /// <exception cref="MailNotTaken">The server does not take it now; it is to be tried again.</exception>
    public async Task<bool> Send(Guid agency, string subject, string words, CancellationToken stop)
    {
        if (!post.IsThere)
            return false;
        var contact = await db.Set<Agency>().Where(a => a.Id == agency).Select(a => a.Contact).SingleOrDefaultAsync(stop);
        if (contact is null || !Mailbox.Is(contact))
        {
            log.LogWarning("The contact of agency {Agency} is no mailbox: it is not told \"{Subject}\".", agency, subject);
            return false;
        }
        try
        {
            await post.Send(contact, subject, words, stop);
            return true;
        }
        catch (MailNotTaken refused) when (refused.Never)
        {
            log.LogWarning("The mailbox of agency {Agency} takes no mail: it is not told \"{Subject}\".", agency, subject);
            return false;
        }
    }
}
