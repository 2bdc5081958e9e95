using System.Text;
using FacilityLedger.Import;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Files as spreadsheets, portals and people leave them: what is certain is read as it is meant, and of everything else the run says where it is and why.</summary>
public sealed class RegisterFormTests
{
    private const string Day = "2014_06_09";
    private static readonly string[] Two = [RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2")];

    public static TheoryData<string, string> Certain => new()
    {
        { "columns without a name at the end", Lines($"{RegisterOnDisk.Listing},,,", $"{Two[0]},,,", $"{Two[1]},,,") },
        { "blank cells behind the last column", Lines(RegisterOnDisk.Listing, $"{Two[0]},,", $"{Two[1]}, , ,") },
        { "semicolons", Lines(RegisterOnDisk.Listing, Bare("DC1"), Bare("DC2")).Replace(',', ';') },
        { "tabs", Lines(RegisterOnDisk.Listing, Bare("DC1"), Bare("DC2")).Replace(',', '\t') },
        { "a byte order mark and CRLF", $"\uFEFF{Lines([RegisterOnDisk.Listing, .. Two]).Replace("\n", "\r\n", StringComparison.Ordinal)}" },
        { "CR alone", Lines([RegisterOnDisk.Listing, .. Two]).Replace('\n', '\r') },
        { "a line that tells the delimiter", Lines(["sep=,", RegisterOnDisk.Listing, .. Two]) },
        { "the same with semicolons and CRLF", Lines("sep=;", RegisterOnDisk.Listing, Bare("DC1"), Bare("DC2")).Replace(',', ';').Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "times of the day", Lines(RegisterOnDisk.Listing, Two[0].Replace("07/31/2015", "07/31/2015 12:00:00 AM", StringComparison.Ordinal), Two[1].Replace("07/31/2015", "2015-07-31T00:00:00.000", StringComparison.Ordinal)) },
        { "small letters and wide digits", Lines(RegisterOnDisk.Listing, Two[0].Replace("DC1", " dc1", StringComparison.Ordinal).Replace(",20,", ",２０,", StringComparison.Ordinal), Two[1].Replace("DC2", "ＤＣ２", StringComparison.Ordinal)) },
        { "an empty line in the middle", Lines(RegisterOnDisk.Listing, Two[0], "", "  ", Two[1]) },
    };

    [Theory, MemberData(nameof(Certain))]
    public void what_is_certain_is_read_as_it_is_meant(string what, string text)
    {
        using var register = new RegisterOnDisk().Write($"BasicInfo_{Day}.csv", Encoding.UTF8.GetBytes(text));
        using var read = RegisterFolder.Read(register.Folder);
        Assert.True(read.Rejects.Count == 0, what);
        Assert.Equal(["DC1", "DC2"], read.Sites.Order(StringComparer.Ordinal));
        var entries = Entries(read);
        Assert.All(entries, x => Assert.Equal((20, new DateOnly(2015, 7, 31), "Private", "LITTLE ONES"), (x.Capacity, x.ValidUntil, x.SiteType, x.Name)));
    }

    public static TheoryData<string, string, string> Uncertain => new()
    {
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Two[0], "DC2,\"LITTLE ONES,HOLDER,1 ROAD,BRONX,10468,,P2,07/31/2015,Permitted,ALL,20,No,Private", Bare("DC3"), Bare("DC4"), "DC5,\"SMITH, JONES\",HOLDER,1 ROAD,BRONX,10468,,P5,07/31/2015,Permitted,ALL,20,No,Private"), "is broken at row" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Two[0], "DC2,\"LITTLE ONES,HOLDER,1 ROAD,BRONX,10468,,P2,07/31/2015,Permitted,ALL,20,No,Private", Bare("DC3"), "DC4,LITTLE ONES\",HOLDER,1 ROAD,BRONX,10468,,P4,07/31/2015,Permitted,ALL,20,No,Private"), "swallows rows" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Two[0], "DC2,\"LITTLE ONES,HOLDER,1 ROAD,BRONX,10468,,P2,07/31/2015,Permitted,ALL,20,No,Private", Bare("DC3"), "DC4,LITTLE,HOLDER\",1 ROAD,BRONX,10468,,P4,07/31/2015,Permitted,ALL,20,No,Private"), "swallows rows" },
        { "InspectionSummaries", Lines("Site ID,Visit Date,Visit Type,Summary", "DC1,06/01/2014,FIRST,\"Clean.", "DC2,06/01/2014,FIRST,Dirty.", "DC3,06/01/2014,FIRST,Clean.\""), "swallows rows" },
        { "InspectionInfo", Lines("Site ID,Visit Date,Regulation Summary,Violation Category,Code-Sub-Section,Violation Status", "DC1,06/01/2014,\"Floors,GENERAL,47,OPEN", "DC2,06/01/2014,Doors\",GENERAL,47,OPEN"), "swallows rows" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing.Replace("Address,", "Address,Address,", StringComparison.Ordinal), Two[0].Replace("1 ROAD,", "1 ROAD,2 ROAD,", StringComparison.Ordinal)), "has the column Address twice" },
        { "BasicInfo", Lines($"{RegisterOnDisk.Listing}, maximum  CAPACITY", $"{Two[0]},21"), "has the column Maximum Capacity twice" },
        { "BasicInfo", Lines([RegisterOnDisk.Listing, .. Two, RegisterOnDisk.Listing, Two[1], Bare("DC3")]), "has its header again in row 4" },
        { "BasicInfo", Lines([RegisterOnDisk.Listing, RegisterOnDisk.Listing.ToUpperInvariant(), .. Two]), "has its header again in row 2" },
        { "InspectionSummaries", Lines("Site ID,Visit Date,Visit Type,Summary", "DC1,06/01/2014,FIRST,Clean.", "\uFEFFSite ID,Visit Date,Visit Type,Summary", "DC2,06/01/2014,FIRST,Clean."), "has its header again in row 3" },
        { "InspectionSummaries", Lines(["Site ID,Visit Date,Visit Type,Summary", .. Enumerable.Repeat(Enumerable.Range(1, 20).Select(x => $"DC{x},06/01/2014,FIRST,Clean."), 2).SelectMany(x => x)]), "20 of 40 rows repeat another" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Two[0].Replace("07/31/2015", "12/31/9999", StringComparison.Ordinal)), "lists nothing that can be read" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Bare("DC1"))[..^9], "ends in the middle of row 2" },
        { "BasicInfo", Lines(RegisterOnDisk.Listing, Bare("DC1"), Bare("DC2"))[..^8], "ends in the middle of row 3" },
    };

    [Theory, MemberData(nameof(Uncertain))]
    public void a_file_that_may_hide_rows_or_columns_is_refused(string part, string text, string says)
    {
        using var register = new RegisterOnDisk().Write($"{part}_{Day}.csv", Encoding.UTF8.GetBytes(text));
        Assert.Contains(says, Assert.Throws<ImportException>(() => RegisterFolder.Read(register.Folder)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Listed => new()
    {
        { RegisterOnDisk.Site("dc1"), "DC1 is listed twice; the first row counts" },
        { RegisterOnDisk.Site("DC１"), "DC1 is listed twice; the first row counts" },
        { RegisterOnDisk.Site("DC1"), "duplicate of another row of DC1" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "01/01/0001", StringComparison.Ordinal), "Permit Expiration Date 0001-01-01 lies more than 25 years from its snapshot" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "01/01/1900", StringComparison.Ordinal), "Permit Expiration Date 1900-01-01 lies more than 25 years from its snapshot" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "12/31/2099", StringComparison.Ordinal), "Permit Expiration Date 2099-12-31 lies more than 25 years from its snapshot" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "31/07/2015", StringComparison.Ordinal), "Permit Expiration Date '31/07/2015' is no date" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "07/31/15", StringComparison.Ordinal), "Permit Expiration Date '07/31/15' is no date" },
        { RegisterOnDisk.Site("DC3").Replace("07/31/2015", "2015-07-31T00:00:00Z", StringComparison.Ordinal), "Permit Expiration Date '2015-07-31T00:00:00Z' is no date" },
        { RegisterOnDisk.Site("DC3", "LITTLE \u202EONES"), "Center Name holds signs that cannot be seen or are not allowed" },
        { RegisterOnDisk.Site("DC3", "LITTLE\u0007 ONES"), "Center Name holds signs that cannot be seen or are not allowed" },
        { Bare("DC3").Replace("LITTLE ONES", "LITTLE \"BIG\" ONES", StringComparison.Ordinal), "a quotation mark stands in a field that does not begin with one" },
        { "#" + RegisterOnDisk.Site("DC3"), "'#DC3' is no site number" },
        { RegisterOnDisk.Site("DC3").Replace(",20,", ",-20,", StringComparison.Ordinal), "Maximum Capacity '-20' is no number" },
        { $"{RegisterOnDisk.Site("DC3")},more", "15 fields instead of 14" },
    };

    [Theory, MemberData(nameof(Listed))]
    public void a_row_of_a_listing_that_cannot_be_taken_is_rejected_with_its_reason(string row, string reason)
    {
        using var register = new RegisterOnDisk().List(Day, [.. Two, row, RegisterOnDisk.Site("DC4")]);
        using var read = RegisterFolder.Read(register.Folder);
        Assert.Equal(new Reject($"BasicInfo_{Day}.csv", 4, reason), Assert.Single(read.Rejects));
        Assert.Equal(["DC1", "DC2", "DC4"], read.Sites.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void a_field_may_begin_with_what_others_take_for_a_comment()
    {
        using var register = new RegisterOnDisk().List(Day, Bare("DC1").Replace("LITTLE ONES", "#1 LITTLE ONES", StringComparison.Ordinal), Bare("DC2").Replace("1 ROAD", "# 1 ROAD", StringComparison.Ordinal));
        using var read = RegisterFolder.Read(register.Folder);
        Assert.Empty(read.Rejects);
        Assert.Equal(["#1 LITTLE ONES", "LITTLE ONES"], Entries(read).Select(x => x.Name));
    }

    [Theory]
    [InlineData("01/01/1900", "Visit Date 1900-01-01 lies more than 10 years from its snapshot")]
    [InlineData("12/30/1899", "Visit Date 1899-12-30 lies more than 10 years from its snapshot")]
    [InlineData("01/01/1970", "Visit Date 1970-01-01 lies more than 10 years from its snapshot")]
    [InlineData("01/01/0001", "Visit Date 0001-01-01 lies more than 10 years from its snapshot")]
    [InlineData("06/10/2014", "Visit Date 2014-06-10 lies after its snapshot")]
    [InlineData("12/31/2041", "Visit Date 2041-12-31 lies after its snapshot")]
    [InlineData("12/31/9999", "Visit Date 9999-12-31 lies after its snapshot")]
    public void a_visit_or_violation_of_a_day_that_cannot_be_is_rejected(string day, string reason)
    {
        using var register = new RegisterOnDisk().List(Day, Two).Visit(Day, $"DC1,{day},FIRST,Clean.", "DC1,06/09/2014,FIRST,Clean.").Violate(Day, "DC1,06/09/2014,Floors.,GENERAL,47,", $"DC1,{day},Floors.,GENERAL,47,");
        using var read = RegisterFolder.Read(register.Folder);
        Assert.Equal([new($"InspectionSummaries_{Day}.csv", 2, reason), new Reject($"InspectionInfo_{Day}.csv", 3, reason)], read.Rejects);
    }

    [Fact]
    public void a_violation_that_stands_twice_is_one_and_a_visit_that_does_is_two_and_said()
    {
        using var register = new RegisterOnDisk().List(Day, Two).Visit(Day, "DC1,06/01/2014,FIRST,Clean.", "DC1,06/01/2014,FIRST,Clean.").Violate(Day, "DC1,06/01/2014,Floors.,GENERAL,47,", "DC1,06/01/2014,Floors.,GENERAL,47,");
        using var read = RegisterFolder.Read(register.Folder);
        Assert.Equal(new Reject($"InspectionInfo_{Day}.csv", 3, "duplicate of another row of DC1"), Assert.Single(read.Rejects));
        Assert.Equal(1, read.Repeated);
    }

    [Fact]
    public void a_register_of_another_country_is_refused_by_name()
    {
        using var register = new RegisterOnDisk().Write("2024-03-31.csv", "CSNumber,Subtype,ServiceName", "CS2003000001,Nursery,SAMPLE");
        Assert.Contains("holds none of BasicInfo_*.csv", Assert.Throws<ImportException>(() => RegisterFolder.Read(register.Folder)).Message, StringComparison.Ordinal);
        register.Write("BasicInfo_2024_03_31.csv", "CSNumber,Subtype,ServiceName", "CS2003000001,Nursery,SAMPLE");
        Assert.Contains("BasicInfo_2024_03_31.csv lacks the columns Site ID, Center Name", Assert.Throws<ImportException>(() => RegisterFolder.Read(register.Folder)).Message, StringComparison.Ordinal);
    }

    internal static string Bare(string id) => $"{id},LITTLE ONES,HOLDER,1 ROAD,BRONX,10468,718-000-0000,P{id},07/31/2015,Permitted,ALL,20,No,Private";

    internal static IEnumerable<RegisterEntry> Entries(RegisterFolder read)
    {
        var bySite = Enumerable.Range(0, read.Parts).ToDictionary(x => x, x => read.BySite(x, new HashSet<string>(StringComparer.Ordinal)));
        return read.Sites.Order(StringComparer.Ordinal).SelectMany(site => bySite[read.PartOf(site)](site)).Select(x => x.Line?.Entry).OfType<RegisterEntry>();
    }

    private static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(x => $"{x}\n"));
}
