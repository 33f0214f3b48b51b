namespace Fosse.Web.Public.Methods;

/// <summary>Names the words of the page about methods; they are in MethodsWords.resx.</summary>
public sealed class MethodsWords;
