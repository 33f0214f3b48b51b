using Fosse.Exchange;
using Fosse.Intake.County;

namespace Fosse.Tests.Intake;

/// <summary>Queries of Nomis as they are downloaded, with a title above the table and notes below it, and as spreadsheets save
/// them.</summary>
public sealed class NomisQueryTests
{
    private const string Title =
            "\"TS001 - Number of usual residents in households and communal establishments\"\n"
            + "\"ONS Crown Copyright Reserved [from Nomis on 30 November 2026]\"\n\"\"\n"
            + "\"Population\",\"All usual residents\"\n\"Units\",\"Persons\"\n\"Date\",\"2021\"\n\"\"\n",
        Note = "\n\"\"\n\"In order to protect against disclosure of personal information, records have been swapped between areas.\"\n",
        Households = "\"TS041 - Number of households\"\n\"\"\n\"Date\",\"2021\"\n\n";

    public static TheoryData<string, string, string, int[]> Queries =>
        new()
        {
            {
                "as it is downloaded",
                Title
                    + "\"2021 super output area - lower layer\",\"mnemonic\",\"Total\",\"Lives in a household\"\n"
                    + "\"Leicester 001A\",\"E01013649\",\"1,501\",\"1,490\"\n\"Leicester 001B\",\"E01013650\",1600,1590\n"
                    + Note,
                "residents",
                [1501, 1600]
            },
            {
                "with carriage returns and a byte order mark, and the figure called by its year",
                "\uFEFF"
                    + (
                        Households
                        + "\"2021 super output area - lower layer\",\"mnemonic\",\"2021\"\n\"Leicester 001A\",\"E01013649\",700\n"
                        + "\"Leicester 001B\",\"E01013650\",650\n\n\"Notes\"\n"
                    ).ReplaceLineEndings("\r\n"),
                "households",
                [700, 650]
            },
            {
                "as a spreadsheet saves it: every line as long as the table",
                "TS001 - Number of usual residents,,,\n,,,\nDate,2021,,\n,,,\n2021 super output area - lower layer,mnemonic,Total,Of them\n"
                    + "Leicester 001A,E01013649,1501,1490\nLeicester 001B,E01013650,1600,1590\n,,,\nRecords have been swapped,,,\n",
                "residents",
                [1501, 1600]
            },
            {
                "code and name in one cell",
                Title
                    + "\"2021 super output area - lower layer\",\"Total: All usual residents\"\n"
                    + "\"E01013649 : Leicester 001A\",1501\n\"E01013650 : Leicester 001B\",1600\n"
                    + Note,
                "residents",
                [1501, 1600]
            },
            {
                "other areas among them",
                Title
                    + "\"area\",\"mnemonic\",\"2021\"\n\"Leicester\",\"E06000016\",368600\n\"Leicester 001A\",\"E01013649\",1501\n"
                    + "\"Leicester 001B\",\"E01013650\",1600\n",
                "residents",
                [1501, 1600]
            },
            {
                "the table of a bulk file under a title",
                "Census 2021\n\ndate,geography,geography code,Residence type: Total; measures: Value\n"
                    + "2021,Leicester 001A,E01013649,1501\n2021,Leicester 001B,E01013650,1600\nSource: ONS\n",
                "residents",
                [1501, 1600]
            },
        };

    [Theory, MemberData(nameof(Queries))]
    public void A_query_is_read_below_its_title_and_its_notes_are_counted(string what, string text, string measure, int[] figures)
    {
        var found = Read("query.csv", text);
        Assert.True(found.Took.Count == 1, $"{what}: {string.Concat(found.Left.Select(l => l.Why))}");
        var took = found.Took[0];
        Assert.Equal(figures.Select(f => (double)f), found.Measures.Select(m => m.Value));
        Assert.All(found.Measures, m => Assert.Equal((measure, 2021), (m.Measure, m.Year)));
        Assert.Equal(["E01013649", "E01013650"], found.Measures.Select(m => m.Code));
        Assert.Empty(took.Refused);
        Assert.Equal(took.Rows, took.Count + took.PassedOver);
    }

    [Fact]
    public void A_cell_that_is_no_figure_is_told_with_its_line_in_the_whole_file()
    {
        var found = Read(
            "query.csv",
            Title
                + "\"2021 super output area - lower layer\",\"mnemonic\",\"Total\"\n\"Leicester 001A\",\"E01013649\",\"-\"\n"
                + "\"Leicester 001B\",\"E01013650\",1600\n"
        );
        var refused = Assert.Single(Assert.Single(found.Took).Refused);
        Assert.Equal(9, refused.Line);
        Assert.Contains("the publisher keeps it back", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Some title\n\n\"area\",\"mnemonic\",\"Total\"\n\"Leicester 001A\",\"E01013649\",1501\n",
        "columns that are not known here"
    )]
    [InlineData(
        "\"Usual residents\"\n\n\"area\",\"mnemonic\",\"Total\"\n\"Leicester 001A\",\"E01013649\",1501\n",
        "does not say of which year"
    )]
    [InlineData("A title\nand another\n\nand no table\n", "columns that are not known here (A title)")]
    public void What_does_not_say_what_or_when_it_counts_is_left_with_what_to_do(string text, string says)
    {
        var found = Read("query.csv", text);
        Assert.Empty(found.Took);
        Assert.Contains(says, Assert.Single(found.Left).Why, StringComparison.Ordinal);
    }

    // Excel writes the mark, and Nomis the quotes.
    [Fact]
    public void A_byte_order_mark_before_a_quoted_heading_is_no_fault()
    {
        var found = Read(
            "residents.csv",
            "\uFEFF\"lsoa21_code\",\"census2021_residents\",\"census2021_households\"\r\nE01013649,1501,600\r\n"
        );
        Assert.Equal(1, Assert.Single(found.Took).Count);
    }

    private static CountyFolder Read(string name, string text)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        var found = new CountyFolder(ReadLimits.Default);
        found.Read([(path, name)], (_, _) => { }, CancellationToken.None);
        return found;
    }
}
