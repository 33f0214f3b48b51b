namespace Fosse.Web.Hosting;

/// <summary>How much of forms may be on its way into this host at once: a slow sender must not fill the disk, nor keep others
/// out.</summary>
internal static class PassingRoom
{
    internal const long OfAddress = 256L << 20;
    private const long OfAll = 1L << 30;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, long> Addresses = new(StringComparer.Ordinal);
    private static long all;

    /// <returns>False where there is none, and nothing was taken.</returns>
    public static bool Takes(string address, long bytes)
    {
        lock (Gate)
        {
            var now = Addresses.GetValueOrDefault(address) + bytes;
            if (now > OfAddress || all + bytes > OfAll)
                return false;
            Addresses[address] = now;
            all += bytes;
            return true;
        }
    }

    public static void Return(string address, long bytes)
    {
        lock (Gate)
        {
            var now = Addresses.GetValueOrDefault(address) - bytes;
            all -= bytes;
            if (now <= 0)
                Addresses.Remove(address);
            else
                Addresses[address] = now;
        }
    }
}
