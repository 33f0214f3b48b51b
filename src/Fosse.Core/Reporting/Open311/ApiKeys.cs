using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Open311;

/// <param name="Secret">Shown once and stored nowhere.</param>
public sealed record MadeKey(Guid Id, string Secret);

/// <summary>What an administrator does with the keys of other systems.</summary>
public sealed class ApiKeys(SafetyDb db, CountyClock clock)
{
    private const int Longest = 60;

    /// <param name="by">None for the command line.</param>
    public async Task<Outcome<MadeKey>> Add(SignedIn? by, string? name, Guid? agency, bool handsOnCodes, CancellationToken stop)
    {
        if (by?.DoesNotAdminister() is { } lacking)
            return lacking;
        var (tidy, refused) = (Saving.Tidy(name), new List<Refusal>());
        if (tidy.Length == 0)
            refused.Add(new("Name", ReportingText.Of("ApiKeys.EnterName")));
        else if (tidy.Length > Longest)
            refused.Add(new("Name", ReportingText.Of("ApiKeys.NameTooLong", Longest)));
        else if (await db.Set<ApiKey>().Select(k => k.Name).IsThere(tidy, stop))
            refused.Add(new("Name", ReportingText.Of("ApiKeys.NameTaken")));
        if (!await db.Set<Agency>().NotLeftBy(clock.Today).AnyAsync(a => a.Id == agency, stop))
            refused.Add(new("Agency", ReportingText.Of("ApiKeys.ChooseAgency")));
        if (refused.Count > 0)
            return refused;
        var secret = Senders.NewSecret();
        var key = db.Add(
            new ApiKey
            {
                Name = tidy,
                AgencyId = agency!.Value,
                Hash = Senders.HashOf(secret),
                MadeAt = clock.Now,
                HandsOnCodes = handsOnCodes,
            }
        ).Entity;
        db.Note(by, clock.Now, ReportingAdminEvents.ApiKeyMade, agency, tidy);
        await db.SaveChangesAsync(stop);
        return new MadeKey(key.Id, secret);
    }

    /// <summary>Makes a new key for the same system; the old one is worth nothing from now on. One that was ended works again.</summary>
    public Task<Outcome<MadeKey>> Renew(SignedIn? by, Guid id, int version, CancellationToken stop) =>
        Change(
            by,
            id,
            version,
            ReportingAdminEvents.ApiKeyMade,
            key =>
            {
                var secret = Senders.NewSecret();
                (key.Hash, key.MadeAt, key.EndedAt, key.LastUsedOn) = (Senders.HashOf(secret), clock.Now, null, null);
                return new(id, secret);
            },
            stop
        );

    /// <summary>Shuts the system out at its next call. What it sent stays.</summary>
    public Task<Outcome<MadeKey>> End(SignedIn? by, Guid id, int version, CancellationToken stop) =>
        Change(
            by,
            id,
            version,
            ReportingAdminEvents.ApiKeyEnded,
            key =>
            {
                key.EndedAt ??= clock.Now;
                return new(id, "");
            },
            stop
        );

    private async Task<Outcome<MadeKey>> Change(
        SignedIn? by,
        Guid id,
        int version,
        AdminEventKind what,
        Func<ApiKey, MadeKey> change,
        CancellationToken stop
    )
    {
        if (by?.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, stop) is not { } key)
            return new Refusal("", ReportingText.Of("ApiKeys.NoSuchKey"));
        if (key.Version != version)
            return Saving.Stale(ReportingText.Of("ApiKeys.Stale"));
        var made = change(key);
        key.Version = version + 1;
        db.Note(by, clock.Now, what, key.AgencyId, key.Name);
        return await db.SaveUnlessStale(ReportingText.Of("ApiKeys.Stale"), stop) is { } stale ? stale : made;
    }
}

/// <summary>A key as administrators see it.</summary>
public sealed record ApiKeyRow(ApiKey Key, string Agency, int Sent);

/// <summary>Keys, as pages and the command line show them.</summary>
public static class ApiKeyQueries
{
    private const int Most = 500;

    /// <summary>Those in use first, by name.</summary>
    public static async Task<IReadOnlyList<ApiKeyRow>> ApiKeyRows(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.Set<ApiKey>()
            .AsNoTracking()
            .Join(
                db.Set<Agency>(),
                k => k.AgencyId,
                a => a.Id,
                (k, a) =>
                    new
                    {
                        Key = k,
                        Agency = a.Name,
                        Sent = db.Set<SentRequest>().Count(r => r.KeyId == k.Id),
                    }
            )
            .OrderBy(r => r.Key.EndedAt != null)
            .ThenBy(r => r.Key.Name)
            .First(Most, db, stop);
        return [.. rows.Select(r => new ApiKeyRow(r.Key, r.Agency, r.Sent))];
    }
}
