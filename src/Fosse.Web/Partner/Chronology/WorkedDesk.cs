using Fosse.Accountability.Subjects;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;

namespace Fosse.Web.Partner.Chronology;

/// <summary>What can be done on a record of whatever kind, and what was.</summary>
public sealed class WorkedDesk(
    SafetyDb db,
    Chronologies chronologies,
    WriteEntry write,
    SetTask set,
    FinishTask finish,
    LinkRecords link,
    AttachFile attach,
    RecordFiles files,
    Evidence evidence,
    EndConflict endConflict,
    SentForms sent,
    HouseWords house,
    SignedIn who,
    CountyClock clock
)
{
    public WriteEntry Write => write;
    public SetTask Set => set;
    public FinishTask Finish => finish;
    public LinkRecords Link => link;
    public AttachFile Attach => attach;
    public RecordFiles Files => files;
    public Evidence Evidence => evidence;
    public EndConflict EndConflict => endConflict;
    public SentForms Sent => sent;

    /// <summary>What a refused deed had begun.</summary>
    public void Forget() => db.ChangeTracker.Clear();

    /// <param name="open">None while the record is shut: then only what names nobody.</param>
    public async Task<Worked> Load(Guid record, Access? open, CancellationToken stop) =>
        new(
            await chronologies.Of(record, who, open, stop),
            await chronologies.Tasks(record, who, open, stop),
            await db.LinkedTo(record, who, house, clock.Today, stop),
            await db.LooksOn(record, who, stop),
            open is null ? [] : await files.List(open, stop),
            open is null ? Worked.Nothing.Typed : await db.TasksTyped(open, stop)
        );
}
