[assembly: AssemblyFixture(typeof(Fosse.Tests.Accounts.StandingStaff))]

namespace Fosse.Tests.Accounts;

/// <summary>One site with somebody who works there, for all tests that change nothing at it; made when the first of them asks.</summary>
public sealed class StandingStaff : IAsyncDisposable
{
    private readonly Lazy<Task<Staff>> staff = new(() => Staff.At(TestCounty.Sqlite));

    internal Task<Staff> There => staff.Value;

    public async ValueTask DisposeAsync()
    {
        if (staff.IsValueCreated)
            await (await staff.Value).DisposeAsync();
    }
}
