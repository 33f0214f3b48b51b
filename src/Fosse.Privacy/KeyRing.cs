using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Privacy;

/// <summary>The key ring is not where it should be, or lacks a key; the message says what to do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
public sealed class KeysMissing(string message) : IOException(message);

/// <summary>A key of the ring, in memory. Its id is a number that only grows, and letters by chance to tell two rings apart.</summary>
internal sealed record RingSecret(string Id, byte[] Bytes)
{
    public override string ToString() => $"ring key {Id}";
}

/// <summary>
/// The keys that wrap the keys of all subjects, one file each in a folder outside the database. It is read anew whenever it is used,
/// so that every host has a new key, and has lost a destroyed one, without a restart.
/// </summary>
public sealed class KeyRing(string folder, string given = "")
{
    private const string Ending = ".key",
        Search = "search.secret";

    private readonly ConcurrentDictionary<string, byte[]> read = new(StringComparer.Ordinal);

    /// <summary>Where it is; empty where nobody has said.</summary>
    public string Folder { get; } = folder.Length > 0 ? Path.GetFullPath(folder) : "";

    /// <summary>Whether somebody has said where it is. Where nobody has, nothing personal is stored, and the rest works.</summary>
    public bool IsNamed => Folder.Length > 0 || Given().Count > 0;

    /// <summary>Names of the keys, oldest first.</summary>
    public IReadOnlyList<string> Ids => [.. Secrets().Select(s => s.Id)];

    /// <summary>Whom this installation has forgotten, whatever an older database says.</summary>
    public Tombstones Tombstones => new(Folder);

    /// <summary>The key that wraps new keys: the newest.</summary>
    internal RingSecret Current() =>
        Secrets().LastOrDefault()
        ?? throw new KeysMissing(
            Folder.Length == 0
                ? "No key ring is named, so nothing personal can be stored. Set Keys:Folder and run 'fosse update'."
                : $"There is no key in {Folder}. Put the key ring back, or for a new database run 'fosse update'."
        );

    internal RingSecret? Find(string id) =>
        read.TryGetValue(id, out var known) && File.Exists(Path.Combine(Folder, id + Ending))
            ? new(id, known)
            : Secrets().FirstOrDefault(s => s.Id == id);

    /// <summary>Whether anything can be made to be found, or looked for.</summary>
    internal bool HoldsSearchKey => Given().ContainsKey(Search) || (Folder.Length > 0 && File.Exists(Path.Combine(Folder, Search)));

    /// <summary>The key of the search words. It stays when the ring turns: the words could not be hashed anew without reading every
    /// record.</summary>
    internal byte[] SearchKey()
    {
        if (Given().TryGetValue(Search, out var given))
            return given;
        var file = Path.Combine(Folder, Search);
        return Folder.Length > 0 && File.Exists(file)
            ? read.GetOrAdd(Search, _ => Convert.FromBase64String(File.ReadAllText(file)))
            : throw new KeysMissing(
                $"The key of the search words ({Search}) is not in the ring. Put the key ring back, or for a new database run "
                    + $"'fosse update'."
            );
    }

    /// <summary>A key of 32 bytes for a use of another room, made from the search key (HKDF, RFC 5869), which it does not give
    /// away.</summary>
    /// <exception cref="KeysMissing">There is no ring.</exception>
    public byte[] KeyFor(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, SearchKey(), 32, info: Encoding.UTF8.GetBytes(use));

    /// <summary>The same, made where there is none yet.</summary>
    internal void EnsureSearchKey()
    {
        if (!Given().ContainsKey(Search) && !File.Exists(Path.Combine(Folder, Search)))
            Write(Path.Combine(Folder, Search), NewKey());
    }

    internal static string NewId(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    internal static int NumberOf(string id) =>
        int.TryParse(
            id.AsSpan(0, Math.Max(0, id.IndexOf('-', StringComparison.Ordinal))),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;

    /// <summary>From the moment the file is there every host wraps with it.</summary>
    internal void Put(string id) => Write(Path.Combine(Folder, id + Ending), NewKey());

    /// <summary>Overwrites and removes. What a disk or a snapshot keeps of overwritten files is beyond a program.</summary>
    internal void Destroy(string id)
    {
        var file = Path.Combine(Folder, id + Ending);
        if (!File.Exists(file))
            throw new KeysMissing($"The key {id} is not a file in {Folder}; remove it from where it was given (Keys:Ring).");
        using (var old = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            old.Write(RandomNumberGenerator.GetBytes((int)old.Length));
            old.Flush(flushToDisk: true);
        }
        File.Delete(file);
        read.TryRemove(id, out _);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Cipher.KeyBytes));

    private List<RingSecret> Secrets()
    {
        var secrets = Given().Where(g => g.Key != Search).Select(g => new RingSecret(g.Key, g.Value)).ToList();
        if (Folder.Length > 0 && Directory.Exists(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*" + Ending))
            {
                var id = Path.GetFileNameWithoutExtension(file);
                secrets.Add(new(id, read.GetOrAdd(id, _ => Convert.FromBase64String(File.ReadAllText(file)))));
            }
        }
        secrets.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return secrets;
    }

    private Dictionary<string, byte[]> Given()
    {
        var secrets = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var pair in given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var bytes = new byte[Cipher.KeyBytes];
            if (at < 1 || !Convert.TryFromBase64String(pair[(at + 1)..], bytes, out var length) || length != Cipher.KeyBytes)
            {
                throw new KeysMissing("Keys:Ring cannot be read. Write ID=BASE64 of 32 bytes, several with a semicolon between them.");
            }
            secrets[pair[..at]] = bytes;
        }
        return secrets;
    }

    private void Write(string file, string words)
    {
        if (Folder.Length == 0)
            throw new KeysMissing("No key ring is named. Set Keys:Folder and run 'fosse update'.");
        OwnersFiles.Folder(Folder);
        OwnersFiles.Write(file, words);
    }
}
