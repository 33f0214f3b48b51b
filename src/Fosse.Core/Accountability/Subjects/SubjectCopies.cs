using System.Reflection;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fosse.Accountability.Subjects;

/// <summary>One value that is held: the column and what is in it.</summary>
public sealed record HeldValue(string Column, string Value);

/// <summary>All rows of one table that are held about a person.</summary>
public sealed record HeldTable(string Table, IReadOnlyList<IReadOnlyList<HeldValue>> Rows);

/// <summary>Everything that is held under a record, for the person it is about (UK GDPR Article 15).</summary>
/// <param name="ReadBy">Other agencies that have read it.</param>
public sealed record SubjectCopy(
    SubjectRecord Record,
    string Agency,
    RetentionRule Rule,
    DateTimeOffset MadeAt,
    IReadOnlyList<HeldTable> Held,
    IReadOnlyList<string> ReadBy
);

/// <summary>
/// Makes the copy of all that is held. The tables come from the model, not from a list: a table that somebody adds behind the wall is in
/// the copy from its first day.
/// </summary>
public sealed class SubjectCopies(SafetyDb db, AccessDesk desk, Ledger ledger, CountyClock clock)
{
    private const int MostRows = 10_000;
    private static readonly MethodInfo RowsOf = typeof(SubjectCopies).GetMethod(
        nameof(Rows),
        BindingFlags.Instance | BindingFlags.NonPublic
    )!;

    public async Task<Outcome<SubjectCopy>> Make(Guid requestId, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        var workable = await db.Workable(requestId, SubjectRequestKind.Copy, who, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals.ToList();
        var held = new List<HeldTable>();
        try
        {
            foreach (var subject in await db.SubjectsOf(request.RecordId, stop))
            {
                using var access = await desk.Open(request, subject, who, stop);
                foreach (var table in Personal(db.Model))
                    held.Add(
                        new(
                            table.GetTableName()!,
                            await (Task<List<IReadOnlyList<HeldValue>>>)
                                RowsOf.MakeGenericMethod(table.ClrType).Invoke(this, [table, access, stop])!
                        )
                    );
            }
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
        var record = await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == request.RecordId, stop);
        var copy = new SubjectCopy(
            record,
            who.AgencyName,
            await db.Set<RetentionRule>().AsNoTracking().SingleAsync(r => r.Class == record.Class, stop),
            clock.Now,
            [.. held.Where(h => h.Rows.Count > 0).GroupBy(h => h.Table).Select(g => new HeldTable(g.Key, [.. g.SelectMany(h => h.Rows)]))],
            await db.OthersWhoRead(record.Id, who.AgencyId, stop)
        );
        await ledger.SaveWith(db, request.Exported(who, "A copy of all that is held, for the person."), stop);
        return copy;
    }

    /// <summary>Every table that can hold something about a person.</summary>
    internal static IReadOnlyList<IEntityType> Personal(IModel model) =>
        [
            .. model
                .GetEntityTypes()
                .Where(e => typeof(IPersonal).IsAssignableFrom(e.ClrType))
                .OrderBy(e => e.GetTableName(), StringComparer.Ordinal),
        ];

    // The filter of the model leaves only the rows of the open subject.
    private async Task<List<IReadOnlyList<HeldValue>>> Rows<T>(IEntityType table, Access access, CancellationToken stop)
        where T : class, IPersonal
    {
        var rows = await db.Set<T>().AsNoTracking().Take(MostRows).ToListAsync(stop);
        return
        [
            .. rows.Where(MayBeTold)
                .Select(row =>
                    (IReadOnlyList<HeldValue>)
                        [
                            .. table
                                .GetProperties()
                                .Where(p => p.PropertyInfo is not null && p.Name != nameof(IPersonal.Subject))
                                .OrderBy(p => p.PropertyInfo!.MetadataToken)
                                .Select(p => (Column: p.GetColumnName(), Value: p.PropertyInfo!.GetValue(row)))
                                .Where(v => v.Value is not null)
                                .Select(v => new HeldValue(v.Column, Said(v.Value!, access))),
                        ]
                ),
        ];
    }

    // That something was withheld is not told, or the withholding would tell it (DPA 2018 section 45(6)).
    private static bool MayBeTold(IPersonal row) => row is not SubjectRequestText { Kind: SubjectRequestTextKind.Withholding };

    private static string Said(object value, Access access) =>
        value switch
        {
            SealedText text => access.TryRead(text, out var words) ? words : "cannot be read any more",
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
}
