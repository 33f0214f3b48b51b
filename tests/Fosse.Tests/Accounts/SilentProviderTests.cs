using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Fosse.Accounts;
using Fosse.Tests.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Providers that never say whether an address was verified, as Entra ID does: trusted by a setting of their own, and by nothing
/// else.</summary>
public sealed class SilentProviderTests
{
    private const string Email = "jo.bell@council.example";

    [Theory]
    [InlineData(false, false, "/sign-in?provider=silent")]
    [InlineData(false, true, "/account/authenticator")]
    [InlineData(true, false, "/account/authenticator")]
    [InlineData(true, true, "/account/authenticator")]
    public async Task A_provider_shaped_as_entra_lets_people_in_where_it_is_trusted(bool verified, bool trusted, string leads)
    {
        var script = Path.Combine(SharedData.Cases("signin"), "provider-shaped-as-entra-without-email_verified.py");
        var (port, own) = (FreePort(), FreePort());
        using var provider = Start(script, port, verified);
        try
        {
            await Answers(provider, port);
            await using var staff = await Staff.At(
                TestCounty.Sqlite,
                [
                    $"--urls=http://127.0.0.1:{own}",
                    "--SignIn:Providers:0:Name=entra",
                    $"--SignIn:Providers:0:Agency={Officer.Agency}",
                    $"--SignIn:Providers:0:Authority=http://127.0.0.1:{port}/11111111-2222-3333-4444-555555555555/v2.0",
                    "--SignIn:Providers:0:ClientId=fosse",
                    "--SignIn:Providers:0:ClientSecret=only-for-tests",
                    .. trusted ? ["--SignIn:Providers:0:TrustsAddresses=true"] : Array.Empty<string>(),
                ]
            );
            var account = await Officer.Joins(staff.County, Officer.Agency, AccountsPermissions.Work);
            await staff.County.Do(db =>
                db.Set<Account>()
                    .Where(a => a.Id == account)
                    .ExecuteUpdateAsync(a =>
                        a.SetProperty(x => x.Email, Email)
                            .SetProperty(x => x.NormalizedEmail, Email.ToUpperInvariant())
                            .SetProperty(x => x.AuthenticatorConfirmed, false)
                    )
            );
            using var browser = staff.Site.Client();

            using var start = await browser.GetAsync(new Uri("/sign-in/provider/entra", UriKind.Relative));
            using var there = await browser.GetAsync(start.Headers.Location);
            using var back = await browser.GetAsync(there.Headers.Location);

            Assert.StartsWith(leads, back.Headers.Location!.ToString(), StringComparison.Ordinal);
            if (leads.EndsWith("silent", StringComparison.Ordinal))
                Assert.Contains(
                    "TrustsAddresses",
                    (await Visitor.Of(browser).Opens(leads)).Text(".govuk-error-summary__list"),
                    StringComparison.Ordinal
                );
        }
        finally
        {
            provider.Kill();
            await provider.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0", true)]
    [InlineData("https://adfs.council.example/adfs", true)]
    [InlineData("https://login.microsoftonline.com/common/v2.0", false)]
    [InlineData("https://login.microsoftonline.com/Organizations/v2.0", false)]
    [InlineData("https://login.microsoftonline.com/consumers/v2.0", false)]
    [InlineData("https://accounts.google.com", false)]
    public void Only_a_provider_of_one_organisation_can_be_trusted(string authority, bool may)
    {
        var provider = new SignInProvider
        {
            Name = "entra",
            Agency = "Council",
            ClientId = "fosse",
            Authority = authority,
            TrustsAddresses = true,
        };
        Assert.Equal(may, !Wrong(provider).Any());
        Assert.Empty(Wrong(provider with { TrustsAddresses = false }));
        Assert.False(new SignInProvider().TrustsAddresses);

        static IEnumerable<string?> Wrong(SignInProvider provider) =>
            new SignInOptions { Providers = [provider] }
                .Validate(new(new SignInOptions()))
                .Select(w => w.ErrorMessage);
    }

    private static Process Start(string script, int port, bool verified)
    {
        var arguments = new List<string> { script, port.ToString(CultureInfo.InvariantCulture) };
        if (verified)
            arguments.Add("verified");
        using var look = StartPython(["-c", "import cryptography"]);
        look?.WaitForExit();
        Assert.SkipWhen(look is not { ExitCode: 0 }, "python3 with cryptography is not on this machine");
        return StartPython(arguments)!;
    }

    private static Process? StartPython(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task Answers(Process provider, int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            Assert.False(provider.HasExited, "The provider ended.");
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield(); // it is not listening yet
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
