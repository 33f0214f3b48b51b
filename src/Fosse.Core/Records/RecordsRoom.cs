using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Records;

/// <summary>Records about persons, and who may read them: from here on the desk asks the access policy.</summary>
public sealed class RecordsRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<RecordWriting>().Has<RecordReading>().Has<WorkOnRecord>().Has<PersonSearch>();
        room.Seeds(StandardRetention.Fill).Forgets(NobodysRecord);
        room.Services.AddSingleton<AccessRule>(sp => AccessFactsQuery.Rule(sp.GetRequiredService<CountyClock>()))
            .AddSingleton(sp => SearchReach.Rule(sp.GetRequiredService<CountyClock>()))
            .AddSingleton(sp => SearchReach.Pointers(sp.GetRequiredService<CountyClock>()));
    }

    // The row that says that a record was held stays, and names nobody.
    private static readonly ForgettingStep NobodysRecord = new(
        "records",
        (db, subject, at, stop) =>
            db is not SafetyDb
                ? Task.FromResult(0)
                : db.Set<SubjectRecord>()
                    .Where(r => r.Id == subject && r.ForgottenAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.ForgottenAt, at), stop)
    );
}

/// <summary>Tells the owners of records whose glass was broken, now rather than by the timetable.</summary>
public delegate Task TellOwners(CancellationToken stop);
