namespace Fosse.Web.Account.Invited;

/// <summary>Names the words of the page behind an invitation; they are in InvitedWords.resx.</summary>
public sealed class InvitedWords;
