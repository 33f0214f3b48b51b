namespace Fosse.Web.Partner.Requests;

/// <summary>Names the words of the pages of requests for disclosure; they are in RequestsWords.resx.</summary>
public sealed class RequestsWords;
