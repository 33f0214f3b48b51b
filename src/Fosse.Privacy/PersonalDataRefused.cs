using System.Diagnostics.CodeAnalysis;

namespace Fosse.Privacy;

/// <summary>Thrown when personal data is asked for without leave. Always a bug or an attack, never a user's mistake.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what happened, as the rest of the house does.")]
public sealed class PersonalDataRefused(string message) : Exception(message);
