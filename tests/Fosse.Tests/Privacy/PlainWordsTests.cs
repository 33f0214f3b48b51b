using Fosse.Privacy;

namespace Fosse.Tests.Privacy;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("O'Neill", "O’NEILL", "ONeill", "O Neill", "Neill")]
    [InlineData("O Neill", "O'Neill", "ONeill", "Neill")]
    [InlineData("Bo Smith-Jones", "smith jones", "Smith‑Jones", "SmithJones", "Jones, Bo")]
    [InlineData("Mc Donald", "McDonald", "mc donald", "MC DONALD")]
    [InlineData("MacLeod", "Mac Leod", "Macleod")]
    [InlineData("Mac", "mac")]
    [InlineData("Ọkọye Müller", "okoye muller", "MULLER")]
    [InlineData("Søren Weiß Łukasz", "soren weiss lukasz")]
    [InlineData("J. Harrow", "Harrow", "J Harrow")]
    [InlineData("李 明", "李", "明")]
    [InlineData("निशा", "निशा")]
    public void A_name_is_found_as_people_write_it(string kept, params string[] sought) => Finds(SearchField.Name, kept, sought);

    [Theory]
    [InlineData("Harrow", "Harro", "Jude")]
    [InlineData("O'Neill", "O'Neal", "O", "")]
    [InlineData("Bo Smith-Jones", "Smithson", "Bo Asha")]
    public void A_name_is_not_found_by_a_part_of_a_word_or_another_word(string kept, params string[] sought) =>
        Misses(SearchField.Name, kept, sought);

    [Theory]
    [InlineData("Flat 2, 14 Mill Lane, Loughborough LE11 1AA", "le111aa", "LE11 1AA", "14 mill ln", "Mill Lane", "apt 2 mill lane")]
    [InlineData("7 St Mary's Street", "7 Saint Marys St", "ST MARYS STREET")]
    public void An_address_is_found_by_its_postcode_or_its_street(string kept, params string[] sought) =>
        Finds(SearchField.Address, kept, sought);

    [Theory]
    [InlineData("14 Mill Lane LE11 1AA", "LE11", "LE11 1AB", "1AA", "4 Mill Lane", "Mill Road")]
    public void An_address_is_not_found_by_half_a_postcode_or_another_number(string kept, params string[] sought) =>
        Misses(SearchField.Address, kept, sought);

    [Theory]
    [InlineData("4 May 2001", "2001-05-04", "04/05/2001", "4th May, 2001", "4.5.2001")]
    [InlineData("27 Mar 1988", "1988-03-27")]
    public void A_day_of_birth_is_one_day_however_it_is_written(string kept, params string[] sought) =>
        Finds(SearchField.BornOn, kept, sought);

    [Theory]
    [InlineData("+44 (0)1632 960 114", "01632 960114", "01632-960-114", "0044 1632 960114")]
    [InlineData("Asha.Okoye@Example.org", "asha.okoye@example.org")]
    [InlineData("01632 960114 or 07700 900123", "07700 900 123")]
    public void A_telephone_number_and_an_address_of_mail_are_found_whole(string kept, params string[] sought) =>
        Finds(SearchField.Contact, kept, sought);

    [Theory]
    [InlineData("asha.okoye@example.org", "example.org", "asha", "okoye@example.org")]
    [InlineData("01632 960 114", "960 114", "114", "ring after five")]
    public void They_are_not_found_by_a_part(string kept, params string[] sought) => Misses(SearchField.Contact, kept, sought);

    [Fact]
    public void A_day_that_is_none_is_kept_under_nothing() => Assert.Empty(PlainWords.Kept(SearchField.BornOn, "about forty"));

    private static void Finds(SearchField field, string kept, string[] sought) =>
        Assert.All(
            sought,
            words =>
                Assert.True(
                    IsFound(field, kept, words),
                    $"\"{words}\" ({string.Join(' ', PlainWords.Sought(field, words))}) does not find \"{kept}\" "
                        + $"({string.Join(' ', PlainWords.Kept(field, kept))})"
                )
        );

    private static void Misses(SearchField field, string kept, string[] sought) =>
        Assert.All(sought, words => Assert.False(IsFound(field, kept, words), $"\"{words}\" finds \"{kept}\""));

    private static bool IsFound(SearchField field, string kept, string words)
    {
        var numbers = PlainWords.Sought(field, words);
        return numbers.Count > 0 && numbers.All(PlainWords.Kept(field, kept).Contains);
    }
}
