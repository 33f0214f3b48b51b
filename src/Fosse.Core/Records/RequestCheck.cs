using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>A request that is open, and about whom it lets whoever answers it read.</summary>
public sealed record OpenRequest
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid Subject { get; init; }
    public required DateOnly DueOn { get; init; }
}

/// <summary>What a purpose is bound to: the requests that are open now. The room that keeps them says which they are.</summary>
public sealed record RequestCheck(Purpose Purpose, Func<SafetyDb, IQueryable<OpenRequest>> Open);

/// <summary>The requests by which purposes of the house are bound.</summary>
public sealed class RequestChecks(IEnumerable<RequestCheck> checks)
{
    private readonly Dictionary<Purpose, RequestCheck> all = checks.ToDictionary(c => c.Purpose);

    /// <returns>The day by which it is due; none where it is not open, of another agency or about somebody else.</returns>
    internal async Task<DateOnly?> Stands(SafetyDb db, AccessQuestion question, Guid agency, CancellationToken stop)
    {
        var (request, subject) = (question.Request, question.Subject);
        return request is not null && all.TryGetValue(question.Purpose, out var check)
            ? await check
                .Open(db)
                .Where(r => r.Id == request && r.AgencyId == agency && r.Subject == subject)
                .Select(r => (DateOnly?)r.DueOn)
                .FirstOrDefaultAsync(stop)
            : null;
    }

    /// <returns>One that is open about a subject; none where none is.</returns>
    public async Task<Guid?> About(SafetyDb db, Purpose purpose, Guid subject, Guid agency, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return all.TryGetValue(purpose, out var check)
            ? await check
                .Open(db)
                .Where(r => r.Subject == subject && r.AgencyId == agency)
                .OrderBy(r => r.Id)
                .Select(r => (Guid?)r.Id)
                .FirstOrDefaultAsync(stop)
            : null;
    }
}
