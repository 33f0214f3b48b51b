namespace Fosse.Web.Admin.Categories;

/// <summary>Names the words about categories of reports; they are in CategoriesWords.resx.</summary>
public sealed class CategoriesWords;
