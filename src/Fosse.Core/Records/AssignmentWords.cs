using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Records;

/// <summary>What an assignment is called in the clear: words of the house, never what somebody typed.</summary>
public static class HouseTasks
{
    public const string Opened = "Opened the record",
        Took = "Took the report",
        Answers = "Answers the report",
        Works = "Works on it";

    internal static IReadOnlyList<string> All { get; } = [Opened, Took, Answers, Works];
}

/// <summary>What somebody typed that another is to do on a record, sealed under it: it may name whom it is about.</summary>
public sealed class AssignmentWords : IPersonal
{
    public required Guid AssignmentId { get; init; }
    public required Guid Subject { get; init; }
    public required SealedText Words { get; init; }
}

public static class AssignmentWordsReading
{
    private const int Most = 1000;

    /// <summary>By assignment, of the record that is open.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> TasksTyped(this SafetyDb db, Access access, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(access);
        var rows = await db.Set<AssignmentWords>().AsNoTracking().OrderBy(w => w.AssignmentId).Take(Most).ToListAsync(stop);
        return rows.ToDictionary(w => w.AssignmentId, w => access.Read(w.Words));
    }
}

/// <summary>Seals what older builds kept of it in the clear.</summary>
internal sealed class SealAssignments(SafetyDb db, Sealer sealer, RingBox ring)
{
    private const int AtATime = 200;

    public async Task<string?> Run(CancellationToken stop)
    {
        if (!ring.HasRing)
            return null;
        var done = 0;
        while (await Next(stop) is { Count: > 0 } some)
        {
            var records = some.Select(a => a.RecordId).ToList();
            var held = await db.Set<SubjectRecord>()
                .Where(r => records.Contains(r.Id) && r.ForgottenAt == null)
                .Select(r => r.Id)
                .Take(AtATime)
                .ToListAsync(stop);
            foreach (var assignment in some)
            {
                // Of whom nothing is kept, these words are not either.
                if (held.Contains(assignment.RecordId) && assignment.Task.Trim() is { Length: > 0 } words)
                    db.Add(
                        new AssignmentWords
                        {
                            AssignmentId = assignment.Id,
                            Subject = assignment.RecordId,
                            Words = await sealer.Seal(assignment.RecordId, words, stop),
                        }
                    );
                assignment.Task = HouseTasks.Works;
            }
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            done += some.Count;
        }
        return done == 0 ? null : $"What {done} people were to do on records lay in the clear and was sealed.";
    }

    private Task<List<RecordAssignment>> Next(CancellationToken stop)
    {
        var known = HouseTasks.All;
        return db.Set<RecordAssignment>().Where(a => !known.Contains(a.Task)).OrderBy(a => a.Id).Take(AtATime).ToListAsync(stop);
    }
}

internal sealed class AssignmentWordsMapping : IEntityTypeConfiguration<AssignmentWords>
{
    public void Configure(EntityTypeBuilder<AssignmentWords> words)
    {
        words.ToTable("p_assignment_words");
        words
            .Holds(Nature.Pseudonym, "as its record", "Joins what somebody is to do to who does it")
            .Column(w => w.Words, "What they are to do on the record; sealed", nature: Nature.Personal)
            .Grants(app: Rights.All);
        words.HasKey(w => w.AssignmentId);
        words.HasIndex(w => w.Subject);
    }
}
