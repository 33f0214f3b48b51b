namespace Fosse.Web.Account.Security;

/// <summary>Names the words of the pages about the own account; they are in AccountWords.resx.</summary>
public sealed class AccountWords;
