using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Approvals;

public static class DeedDeclaration
{
    /// <summary>Something of the room that nobody does alone.</summary>
    public static Room Deed<TDeed>(this Room room, DeedRule rule)
        where TDeed : class, IDeed
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(rule);
        CodedWords.Declare(rule.Kind, 0);
        room.Services.AddSingleton(rule).AddScoped<IDeed, TDeed>();
        return room;
    }
}
