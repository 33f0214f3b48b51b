using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>One word of one field of one subject, as a number that only the holder of the search key can make from the word.</summary>
public sealed class SearchWord : IPersonal
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }
    public required SearchField Field { get; init; }
    public required long Word { get; init; }
}

/// <summary>What may be searched. The last three are searched by nobody: by them the house sees that two reports are of one person, one
/// home or one file.</summary>
public enum SearchField
{
    Name,
    Address,
    Contact,
    BornOn,
    SamePerson,
    SameHome,
    SameFile,
}

internal sealed class SearchWordMapping : IEntityTypeConfiguration<SearchWord>
{
    public void Configure(EntityTypeBuilder<SearchWord> word)
    {
        word.ToTable("p_search_words");
        word.Holds(Nature.Operational, "until the person is forgotten", "Tells the rows apart")
            .Column(w => w.Subject, "Whom a word leads to", nature: Nature.Pseudonym)
            .Column(w => w.Field, "Whether the word is of the name or address or date of birth or contact")
            .Column(w => w.Word, "A word as a number that only the holder of the search key can make", nature: Nature.Personal)
            .Grants(app: Rights.All, face: Rights.Insert);
        word.Property(w => w.Field).HasConversion<string>();
        word.HasIndex(w => new { w.Field, w.Word });
        word.HasIndex(w => w.Subject);
    }
}
