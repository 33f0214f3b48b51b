using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Open311;

/// <summary>A system that has shown its key. What is to be the same when something is sent again follows from the key, which the house does
/// not keep.</summary>
public sealed class Sender
{
    private readonly byte[] secret;

    internal Sender(ApiKey key, string secret) =>
        (KeyId, System, HandsOnCodes, this.secret) = (key.Id, key.Name, key.HandsOnCodes, Encoding.ASCII.GetBytes(secret));

    public Guid KeyId { get; }
    public string System { get; }
    public bool HandsOnCodes { get; }

    internal byte[] Digest(string of) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(of));

    internal Guid IdOf(string of) => new(Digest(of).AsSpan(0, 16));

    /// <summary>The key that a report's secret follows from; by chance where nobody is given the secret.</summary>
    internal BoxKey BoxOf(Guid submission) =>
        HandsOnCodes ? BoxKey.From(Base64Url.EncodeToString(Digest($"box {submission:n}")))! : BoxKey.New();

    public override string ToString() => System; // never the key
}

/// <summary>Makes keys, and finds who shows one.</summary>
public sealed class Senders(SafetyDb db, StandingKeys keys, CountyClock clock)
{
    private const string Begins = "fosse_"; // so that whoever scans for leaked keys knows one
    private const int Bytes = 32;
    private static readonly int Length = Begins.Length + Base64Url.GetEncodedLength(Bytes);

    /// <returns>None where the key is unknown or ended, or its agency is no member today: who asks is not told which.</returns>
    public async Task<Sender?> Find(string secret, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length != Length || !secret.StartsWith(Begins, StringComparison.Ordinal) || !Ascii.IsValid(secret))
            return null;
        await db.Database.OpenConnectionAsync(stop); // one connection for the short questions of a call, rather than one for each
        var (held, today) = (await keys.Now(db, stop), clock.Today);
        if (!held.TryGetValue(Convert.ToHexString(HashOf(secret)), out var key))
            return null;
        if (key.LastUsedOn != today)
        {
            await db.Set<ApiKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedOn, today), stop);
            key.LastUsedOn = today; // the copy that is kept: the first of a day is enough
        }
        return new(key, secret);
    }

    internal static string NewSecret() => Begins + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}

/// <summary>Keeps the keys that are worth something today, from one change of them to the next.</summary>
public sealed class StandingKeys(CountyClock clock) : IDisposable
{
    private const int Most = 5000;

    private readonly KeptByEdition<IReadOnlyDictionary<string, ApiKey>> keys = new(
        async (db, stop) =>
        {
            var today = clock.Today;
            return await db.Set<ApiKey>()
                .AsNoTracking()
                .Where(k => k.EndedAt == null)
                .Join(db.Set<Agency>().MembersOn(today), k => k.AgencyId, a => a.Id, (k, _) => k)
                .Take(Most)
                .ToDictionaryAsync(k => Convert.ToHexString(k.Hash), stop);
        }
    );

    /// <returns>By the hash, in hexadecimal digits.</returns>
    internal async Task<IReadOnlyDictionary<string, ApiKey>> Now(SafetyDb db, CancellationToken stop) =>
        await keys.Of(db, $"{(await db.Editions(stop)).Standing} {clock.Today:yyyy-MM-dd}", stop);

    public void Dispose() => keys.Dispose();
}
