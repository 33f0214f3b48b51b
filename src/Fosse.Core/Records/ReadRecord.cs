using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>A record as it is read: what names nobody, and the person, in the clear.</summary>
public sealed record RecordRead(SubjectRecord Record, string Agency, PersonWords Person);

/// <summary>Reads records, through the desk and no other way.</summary>
public sealed class RecordReading(SafetyDb db, AccessDesk desk, TellOwners tell)
{
    /// <param name="beside">What else is read of the record in the same opening.</param>
    /// <returns>The record, or why it stays shut. Either way the ledger has a line.</returns>
    public async Task<Outcome<RecordRead>> Read(AccessQuestion question, CancellationToken stop, Func<Access, Task>? beside = null)
    {
        var read = await Open(question, beside ?? (_ => Task.CompletedTask), stop);
        if (question.BreakGlass && read.Accepted(out _))
            await TellOwner(stop);
        return read;
    }

    private async Task<Outcome<RecordRead>> Open(AccessQuestion question, Func<Access, Task> beside, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            using var access = await desk.Open(question, stop);
            await beside(access);
            var record = await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == question.Subject, stop);
            var agency = await db.Set<Agency>().AsNoTracking().Where(a => a.Id == record.AgencyId).Select(a => a.Name).SingleAsync(stop);
            var details = await db.Set<PersonDetails>().AsNoTracking().SingleOrDefaultAsync(stop);
            return new RecordRead(
                record,
                agency,
                details is null
                    ? new()
                    : new()
                    {
                        Name = access.Read(details.Name),
                        BornOn = In(access, details.BornOn),
                        Address = In(access, details.Address),
                        Telephone = In(access, details.Telephone),
                        Email = In(access, details.Email),
                        SafeContact = In(access, details.SafeContact),
                        Notes = In(access, details.Notes),
                    }
            );
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }

    // The timetable would tell the owner within a minute; an emergency does not wait for it. Where it is at it already, it tells them.
    private async Task TellOwner(CancellationToken stop)
    {
        try
        {
            await tell(stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private static string In(Access access, SealedText? text) => text is null ? "" : access.Read(text);
}
