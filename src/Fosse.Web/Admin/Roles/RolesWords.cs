namespace Fosse.Web.Admin.Roles;

/// <summary>Names the words about roles and permissions; they are in RolesWords.resx.</summary>
public sealed class RolesWords;
