using Fosse.Partnership;
using Fosse.Web.Design.TagHelpers;

namespace Fosse.Web.Admin.Agencies;

/// <summary>The boxes about an agency, as they are sent.</summary>
public sealed class AgencyForm
{
    public string? Name { get; set; }
    public AgencyKind? Kind { get; set; }
    public Regime? Regime { get; set; }
    public string? Contact { get; set; }

    [DayMonthYear]
    public DateOnly? JoinedOn { get; set; }

    internal AgencyDetails Details => new(Name, Kind, Regime, Contact, JoinedOn);

    internal static AgencyForm Of(Agency agency) =>
        new()
        {
            Name = agency.Name,
            Kind = agency.Kind,
            Regime = agency.Regime,
            Contact = agency.Contact,
            JoinedOn = agency.JoinedOn,
        };
}
