using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Somebody who adds photos and papers to a report.</summary>
internal static class Uploading
{
    public static string Store(TestCounty county) => $"--Files:Folder={Path.Combine(county.Folder, "files")}";

    public static async Task<Visitor> AtEvidence(HttpClient client)
    {
        var visitor = await Visitor.Of(client).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "noise"));
        return await visitor.Opens("/report/evidence");
    }

    public static async Task Adds(Visitor visitor, byte[] content)
    {
        using var form = Form(visitor);
        form.Add(new ByteArrayContent(content), "files", "letter.pdf");
        await visitor.SendsForm("/report/evidence?handler=Add", form);
    }

    public static MultipartFormDataContent Form(Visitor visitor) =>
        new()
        {
            {
                new StringContent(
                    visitor.Page.QuerySelector(".fosse-journey__page input[name=__RequestVerificationToken]")!.GetAttribute("value")!
                ),
                "__RequestVerificationToken"
            },
        };

    // Bytes by chance, so that no two are one file in the store.
    public static byte[] Large(int size = 600_000) =>
        Paper.Of(page: "/Contents 9 0 R", objects: Paper.Stream(9, "", RandomNumberGenerator.GetBytes(size)));
}
