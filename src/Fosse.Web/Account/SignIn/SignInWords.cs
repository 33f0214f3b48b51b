namespace Fosse.Web.Account.SignIn;

/// <summary>Names the words of the pages for signing in; they are in SignInWords.resx.</summary>
public sealed class SignInWords;
