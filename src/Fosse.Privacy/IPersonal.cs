namespace Fosse.Privacy;

/// <summary>A row about a person. It lives in a table named <c>p_…</c>, behind the wall.</summary>
public interface IPersonal
{
    /// <summary>Whom or what the row is about: the id of a report, a case or a person.</summary>
    Guid Subject { get; }
}
