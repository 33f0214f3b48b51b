using System.Globalization;
using Fosse.Foundation;

namespace Fosse.Web.Design;

/// <summary>Days and instants as people say them, by the county's clock.</summary>
public static class InWords
{
    public static string Words(this DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string Words(this DateTimeOffset instant) =>
        CountyClock.Local(instant).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);
}
