using System.ComponentModel;

namespace Fosse.Web.Hosting;

/// <summary>Settings under <c>Contact</c>: whom residents can turn to, in words that the pages show as they are.</summary>
public sealed record ContactOptions
{
    public const string Section = "Contact";

    [Description(
        "who runs this site and answers for it, such as `Example Community Safety Partnership, led by Example County Council`; the "
            + "privacy page and the accessibility statement name it. Empty: they name the partnership of the county"
    )]
    public string Operator { get; set; } = "";

    [Description(
        "where residents ask about their own data: the data protection officer's address of mail, or a telephone number or an address "
            + "of post. Empty: the privacy page sends them to the agency that deals with their report"
    )]
    public string Privacy { get; set; } = "";

    [Description(
        "where somebody says that a page does not work for them: an address of mail or a telephone number. The law asks for one. Empty: "
            + "the accessibility statement says that none is named yet, and whom to ask instead"
    )]
    public string Accessibility { get; set; } = "";
}
