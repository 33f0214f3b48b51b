using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>What kind of data a column holds, as the data inventory calls it.</summary>
public enum Nature
{
    /// <summary>About a person of the public, who can be told from it.</summary>
    Personal,

    /// <summary>About a person of the public, who can be told from it only together with something else.</summary>
    Pseudonym,

    /// <summary>About somebody who works for a partner.</summary>
    Staff,
    Operational,
    OpenData,
    Aggregate,

    /// <summary>Sealed with a key that lies with somebody outside.</summary>
    Locked,
}

/// <summary>What a database role may do with a table (PostgreSQL).</summary>
[Flags]
public enum Rights
{
    None = 0,
    Select = 1,
    Insert = 2,
    Update = 4,
    Delete = 8,
    All = Select | Insert | Update | Delete,
}

/// <summary>What becomes of the rows about a person when the person is forgotten.</summary>
public enum WhenForgotten
{
    /// <summary>The table holds nothing about a person of the public.</summary>
    HoldsNobody,

    /// <summary>Its rows are deleted.</summary>
    Deleted,

    /// <summary>Its rows stay, and name nobody any more.</summary>
    Kept,
}

/// <summary>What a table holds, for how long and why, what forgetting does to it and what each database role may do: said where the table
/// is
/// mapped, and nowhere else.</summary>
/// <remarks>The data inventory, the grants of PostgreSQL and the lists of what is forgotten are made from it. A table that says nothing is
/// closed to every role of a face.</remarks>
public sealed class TableDeclaration<T>
    where T : class
{
    private readonly EntityTypeBuilder<T> table;

    internal TableDeclaration(EntityTypeBuilder<T> table) => this.table = table;

    /// <summary>A column that is there for another reason, or holds something else, than the table as a whole.</summary>
    public TableDeclaration<T> Column<TColumn>(
        Expression<Func<T, TColumn>> column,
        string? why = null,
        Nature? nature = null,
        string? keep = null
    )
    {
        var property = table.Property(column).Metadata;
        property.SetAnnotation(TableDeclarations.WhySaid, why ?? property.FindAnnotation(TableDeclarations.WhySaid)?.Value);
        property.SetAnnotation(TableDeclarations.NatureSaid, nature);
        property.SetAnnotation(TableDeclarations.KeepSaid, keep);
        return this;
    }

    /// <param name="app">For faces of staff and the worker.</param>
    /// <param name="face">For the public and open faces.</param>
    public TableDeclaration<T> Grants(Rights app, Rights face = Rights.None)
    {
        table.HasAnnotation(TableDeclarations.AppMay, (int)app).HasAnnotation(TableDeclarations.FaceMay, (int)face);
        return this;
    }

    /// <summary>What the public and open faces may do with some columns alone.</summary>
    public TableDeclaration<T> GrantsFace(Rights right, params Expression<Func<T, object?>>[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (right.HasFlag(Rights.Delete))
            throw new ArgumentException("PostgreSQL deletes rows, not columns.", nameof(right));
        foreach (var column in columns)
        {
            var property = table.Property(Name(column)).Metadata;
            var before = property.FindAnnotation(TableDeclarations.FaceMay)?.Value as int? ?? 0;
            property.SetAnnotation(TableDeclarations.FaceMay, before | (int)right);
        }
        return this;
    }

    public TableDeclaration<T> Forgotten(WhenForgotten what)
    {
        table.HasAnnotation(TableDeclarations.ForgottenSaid, what);
        return this;
    }

    /// <summary>The column holds the name of a file in the store, which a backup must hold with the row.</summary>
    public TableDeclaration<T> NamesFile<TColumn>(Expression<Func<T, TColumn>> column)
    {
        table.Property(column).HasAnnotation(TableDeclarations.FileSaid, true);
        return this;
    }

    private static string Name(Expression<Func<T, object?>> column) =>
        ((MemberExpression)(column.Body is UnaryExpression boxed ? boxed.Operand : column.Body)).Member.Name;
}

/// <summary>One line of the data inventory.</summary>
public sealed record InventoryLine(string Table, string Column, Nature Nature, string Keep, WhenForgotten Forgotten, string Why);

/// <summary>Reads what tables say of themselves from the model.</summary>
public static class TableDeclarations
{
    internal const string NatureSaid = "Fosse:Nature",
        KeepSaid = "Fosse:Keep",
        WhySaid = "Fosse:Why",
        AppMay = "Fosse:App",
        FaceMay = "Fosse:Face",
        ForgottenSaid = "Fosse:Forgotten",
        FileSaid = "Fosse:File";

    /// <param name="keep">For how long, in words.</param>
    /// <param name="why">What it is for.</param>
    public static TableDeclaration<T> Holds<T>(this EntityTypeBuilder<T> table, Nature nature, string keep, string why)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(table);
        table.HasAnnotation(TableDeclarations.NatureSaid, nature).HasAnnotation(KeepSaid, keep).HasAnnotation(WhySaid, why);
        return new(table);
    }

    /// <summary>Each column of each table that says what it holds.</summary>
    public static IReadOnlyList<InventoryLine> Inventory(this IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.GetEntityTypes().Where(t => t.FindAnnotation(NatureSaid) is not null).SelectMany(Lines)];
    }

    /// <summary>Tables that do not say what they hold, or not what each role may do.</summary>
    public static IReadOnlyList<string> Silent(this IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return
        [
            .. model
                .GetEntityTypes()
                .Where(t => t.FindAnnotation(NatureSaid) is null || t.FindAnnotation(AppMay) is null)
                .Select(t => t.GetTableName()!),
        ];
    }

    /// <summary>Columns that name files of the store, as table and column.</summary>
    public static IReadOnlyList<(string Table, string Column)> Files(this IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return
        [
            .. model
                .GetEntityTypes()
                .SelectMany(t =>
                    t.GetFlattenedProperties()
                        .Where(p => p.FindAnnotation(FileSaid) is not null)
                        .Select(p => (t.GetTableName()!, p.GetColumnName()))
                )
                .Order(),
        ];
    }

    /// <summary>What each role of a face may do with each table.</summary>
    public static IReadOnlyList<TableGrant> Grants(this IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.GetEntityTypes().OrderBy(t => t.GetTableName(), StringComparer.Ordinal).SelectMany(Grants)];
    }

    public static WhenForgotten WhenForgotten(this IEntityType table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.FindAnnotation(ForgottenSaid)?.Value is WhenForgotten said ? said
            : typeof(IPersonal).IsAssignableFrom(table.ClrType) ? Privacy.WhenForgotten.Deleted
            : Privacy.WhenForgotten.HoldsNobody;
    }

    private static IEnumerable<InventoryLine> Lines(IEntityType table) =>
        table
            .GetFlattenedProperties()
            .Select(column => new InventoryLine(
                table.GetTableName()!,
                column.GetColumnName(),
                (Nature)(column.FindAnnotation(NatureSaid)?.Value ?? table.FindAnnotation(NatureSaid)!.Value!),
                (string)(column.FindAnnotation(KeepSaid)?.Value ?? table.FindAnnotation(KeepSaid)!.Value!),
                table.WhenForgotten(),
                (string)(column.FindAnnotation(WhySaid)?.Value ?? table.FindAnnotation(WhySaid)!.Value!)
            ));

    private static IEnumerable<TableGrant> Grants(IEntityType table)
    {
        var name = table.GetTableName()!;
        if (table.FindAnnotation(AppMay)?.Value is int app && app != 0)
            yield return new(name, TableGrant.OfApp, (Rights)app, []);
        if (table.FindAnnotation(FaceMay)?.Value is int face && face != 0)
            yield return new(name, TableGrant.OfFace, (Rights)face, []);
        foreach (var right in new[] { Rights.Select, Rights.Insert, Rights.Update })
        {
            var columns = table
                .GetFlattenedProperties()
                .Where(c => c.FindAnnotation(FaceMay)?.Value is int some && ((Rights)some).HasFlag(right))
                .Select(c => c.GetColumnName())
                .Order(StringComparer.Ordinal)
                .ToList();
            if (columns.Count > 0)
                yield return new(name, TableGrant.OfFace, right, columns);
        }
    }
}

/// <summary>A grant of PostgreSQL.</summary>
/// <param name="Columns">None where it is for the whole table.</param>
public sealed record TableGrant(string Table, string Role, Rights Rights, IReadOnlyList<string> Columns)
{
    public const string OfApp = "fosse_app",
        OfFace = "fosse_public";

    /// <summary>As PostgreSQL writes it: <c>SELECT, INSERT</c> or <c>UPDATE (last_used_on)</c>.</summary>
    public string Said =>
        Rights.ToString().Replace("All", "SELECT, INSERT, UPDATE, DELETE", StringComparison.Ordinal).ToUpperInvariant()
        + (Columns.Count == 0 ? "" : $" ({string.Join(", ", Columns)})");
}
