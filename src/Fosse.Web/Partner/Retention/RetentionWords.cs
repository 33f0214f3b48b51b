namespace Fosse.Web.Partner.Retention;

/// <summary>Names the words of the pages of retention; they are in RetentionWords.resx.</summary>
public sealed class RetentionWords;
