using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fosse.Privacy;

/// <summary>Names columns, keys and indexes in small_letters, so that plain SQL needs no quotes on either database.</summary>
internal static class ColumnNames
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var property in Columns(entity))
                property.SetColumnName(Small(property.GetColumnName()));
        }
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys())
                key.SetName(Small(key.GetName()!));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(Small(index.GetDatabaseName()!));
            foreach (var link in entity.GetForeignKeys())
                link.SetConstraintName(Small(link.GetConstraintName()!));
        }
    }

    private static IEnumerable<IMutableProperty> Columns(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(c => Columns(c.ComplexType)));

    /// <summary>"DueAt" becomes "due_at"; "IX_outbox_due_at" becomes "ix_outbox_due_at".</summary>
    internal static string Small(string name)
    {
        var small = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]));
            if (startsWord)
                small.Append('_');
            small.Append(char.ToLowerInvariant(name[i]));
        }
        return small.ToString();
    }
}
