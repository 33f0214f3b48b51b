using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Fosse.Tests.Accounts;

/// <summary>A device with one passkey, as WebAuthn level 3 has it: ES256, no attestation, its owner verified.</summary>
internal sealed class SoftwareKey(Uri origin) : IDisposable
{
    private const byte Present = 1,
        Verified = 4,
        Attested = 64;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] owner = [];
    private uint used;

    /// <summary>What the browser hands on after it was asked to make a passkey.</summary>
    public string Creates(JsonNode options)
    {
        owner = Base64Url.DecodeFromChars((string)options["user"]!["id"]!);
        var point = key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(label);
            cose.WriteInt32(value);
        }
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        byte[] data =
        [
            .. Authenticator(options["rp"]!["id"], Present | Verified | Attested),
            .. new byte[16],
            0,
            (byte)id.Length,
            .. id,
            .. cose.Encode(),
        ];
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Credential(
            new JsonObject
            {
                ["clientDataJSON"] = Text(Client("webauthn.create", options)),
                ["attestationObject"] = Text(attestation.Encode()),
                ["transports"] = new JsonArray("internal"),
            }
        );
    }

    /// <summary>What the browser hands on after it was asked to sign in.</summary>
    public string Signs(JsonNode options)
    {
        used++;
        var (data, client) = (Authenticator(options["rpId"], Present | Verified), Client("webauthn.get", options));
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Credential(
            new JsonObject
            {
                ["clientDataJSON"] = Text(client),
                ["authenticatorData"] = Text(data),
                ["signature"] = Text(signature),
                ["userHandle"] = Text(owner),
            }
        );
    }

    public void Dispose() => key.Dispose();

    private byte[] Authenticator(JsonNode? party, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, used);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes((string?)party ?? origin.Host)), flags, .. count];
    }

    private byte[] Client(string type, JsonNode options) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = (string)options["challenge"]!,
                ["origin"] = origin.GetLeftPart(UriPartial.Authority),
                ["crossOrigin"] = false,
            }.ToJsonString()
        );

    private string Credential(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Text(id),
            ["rawId"] = Text(id),
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
