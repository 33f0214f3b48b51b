namespace Fosse.Privacy;

/// <summary>Leave to read personal data about one subject. Only the desk makes one; disposing it shuts the wall again.</summary>
public sealed class Access : IDisposable
{
    private readonly GuardedDb db;

    internal Access(GuardedDb db, Purpose purpose, Guid subject)
    {
        (this.db, Purpose, Subject) = (db, purpose, subject);
        db.Access = this;
    }

    public Purpose Purpose { get; }

    public Guid Subject { get; }

    // A second Dispose must not shut an access opened since.
    public void Dispose()
    {
        if (ReferenceEquals(db.Access, this)) db.Access = null;
    }
}
