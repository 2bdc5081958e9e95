using System.Globalization;
using FacilityLedger.Disclosure;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Disclosure;

/// <summary>What the page of an institution says first. Silence is said to be silence.</summary>
public sealed class FacilitySentencesTests
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));
    private static readonly Policy City = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "us-nyc.json"));
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void nothing_published_is_said_to_be_nothing_published()
    {
        Assert.Equal("No violation is published.", FacilitySentences.Violations(County, [], Today).En);
        Assert.Equal("No inspection result is published.", FacilitySentences.Inspected(County, null, null).En);
        Assert.Contains("不表示", FacilitySentences.NoViolations.Zh, StringComparison.Ordinal);
        Assert.Contains("不表示", FacilitySentences.NoInspections.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_open_is_counted_with_its_gravest_and_its_next_deadline() => InEnglish(() =>
    {
        ShownViolation[] all = [Of("open", 2, due: 27), Of("overdue", 3, due: 20), Of("put-right", 4), Of("dismissed", 4)];
        Assert.Equal("Of 4 published violations, 2 are not put right yet, the most severe of them serious; the next deadline is 27 November 2026, in 3 days.", FacilitySentences.Violations(County, all, Today).En);
        Assert.Equal("The one published violation is not put right yet; it is of general severity; the next deadline is today.", FacilitySentences.Violations(County, [Of("open", 2, due: 24)], Today).En);
        Assert.Equal("The one published violation is not put right yet.", FacilitySentences.Violations(County, [Of("refused", null)], Today).En);
    });

    [Fact]
    public void what_was_put_right_is_only_said_of_all_when_it_is_all()
    {
        Assert.Equal("公示的 2 件违法行为均已整改。", FacilitySentences.Violations(County, [Of("put-right", 1), Of("put-right", 2)], Today).Zh);
        Assert.Equal("公示了 2 件违法行为，没有一件公示为整改中。", FacilitySentences.Violations(County, [Of("put-right", 1), Of("dismissed", 2)], Today).Zh);
    }

    [Fact]
    public void a_passed_deadline_is_not_taken_for_an_overdue_violation()
    {
        Assert.Equal("Deadline passed, nothing newer published", FacilitySentences.Left(new(2026, 11, 23), Today).En);
        Assert.Equal("Due today", FacilitySentences.Left(Today, Today).En);
        Assert.Equal("1 day left", FacilitySentences.Left(new(2026, 11, 25), Today).En);
    }

    [Fact]
    public void a_register_is_quoted_in_the_words_of_the_policy() =>
        Assert.Equal("登记册记载 2 件违规，其中 1 件记为“已改正”。", FacilitySentences.Violations(City, [Of(null, null) with { Reported = "CORRECTED" }, Of(null, null)], Today).Zh);

    [Fact]
    public void an_inspection_names_who_and_what() => InEnglish(() =>
    {
        Assert.Equal("The last published inspection was on 19 November 2026, by the Health Bureau; it found 2 problems.", FacilitySentences.Inspected(County, new(new(2026, 11, 19), "correction-ordered", [], ["WJ"], ["CAR-01", "CAR-02"], 1), null).En);
        Assert.Equal("The last published inspection was on 19 November 2026; it found no problem.", FacilitySentences.Inspected(County, new(new(2026, 11, 19), "no-problem", [], [], [], 1), null).En);
    });

    [Fact]
    public void every_status_of_a_filing_county_is_explained() =>
        Assert.All(StatusMeaning.Explained(County), x => Assert.NotNull(StatusMeaning.Of(County, x)));

    [Fact]
    public void a_licensing_city_explains_no_filing()
    {
        Assert.Empty(StatusMeaning.Explained(City));
        Assert.Null(StatusMeaning.Of(City, null));
    }

    private static ShownViolation Of(string? state, int? severity, int? due = null) =>
        new(null, null, null, severity, null, new(2026, 11, 1), due is { } day ? new(2026, 11, day) : null, state, null, null, 1);

    private static void InEnglish(Action act)
    {
        var was = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = was;
        }
    }
}
