using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>A list that lies in one column as text. Nobody adds to it: who changes it gives the row another list.</summary>
public static class WholeList
{
    public static PropertyBuilder<IReadOnlyList<T>> AsText<T>(
        this PropertyBuilder<IReadOnlyList<T>> property,
        Func<IReadOnlyList<T>, string> write,
        Func<string, IReadOnlyList<T>> read
    )
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasConversion(all => write(all), text => read(text), new Replaced<T>());
    }

    private sealed class Replaced<T>()
        : ValueComparer<IReadOnlyList<T>>(
            (one, other) => ReferenceEquals(one, other),
            all => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(all),
            all => all
        );
}
