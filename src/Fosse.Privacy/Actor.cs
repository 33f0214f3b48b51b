namespace Fosse.Privacy;

/// <summary>Who is asking: somebody who is signed in, or a job of the house. Made once per request or job.</summary>
/// <param name="Id">The account; for a job the id of the house itself, <see cref="TheHouse"/>.</param>
/// <param name="Agency">The agency of the account.</param>
/// <param name="Organisation">Its name as it goes into the ledger.</param>
public sealed record Actor(Guid Id, Guid Agency, string Organisation)
{
    /// <summary>Jobs that run by the clock act as the house.</summary>
    public static readonly Guid TheHouse = Guid.Parse("00000000-0000-7000-8000-000000000001");
}
