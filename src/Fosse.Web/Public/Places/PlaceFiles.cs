using System.Text;
using System.Text.Json;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Places;

/// <summary>Answers that are data and not pages.</summary>
internal static class PlaceFiles
{
    public static ContentResult Refused(Refusal refusal) =>
        new()
        {
            StatusCode = 400,
            ContentType = "application/problem+json",
            Content = JsonSerializer.Serialize(
                new ProblemDetails
                {
                    Title = "These months cannot be shown",
                    Detail = refusal.Message,
                    Status = 400,
                    Extensions = { ["field"] = refusal.Field },
                }
            ),
        };

    // With a byte order mark, without which a spreadsheet reads accents wrongly.
    public static FileContentResult Csv(string name, string text) =>
        new([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8") { FileDownloadName = name };
}
