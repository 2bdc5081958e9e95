using CsCheck;
using FacilityLedger.Disclosure;
using FacilityLedger.Import;
using Xunit;
using static FacilityLedger.Tests.Import.ARegister;

namespace FacilityLedger.Tests.Import;

public sealed class ImportSnapshotTests
{
    [Fact]
    public void a_changed_field_is_one_event_with_the_day_of_its_snapshot()
    {
        foreach (var (changed, field) in new (RegisterEntry, string)[]
        {
            (Line with { Permit = "200" }, "identifiers"), (Line with { Name = "" }, "name"), (Line with { Operator = null }, "operator"), (Line with { Address = "2 ROAD " }, "address"), (Line with { Borough = "QUEENS" }, "borough"),
            (Line with { Postcode = null }, "postcode"), (Line with { Phone = "1" }, "phone"), (Line with { Status = null }, "status"), (Line with { Capacity = null }, "capacity"), (Line with { ValidUntil = null }, "validUntil"),
            (Line with { Ages = "ALL" }, "ages"), (Line with { Medication = "Yes" }, "medication"), (Line with { SiteType = null }, "siteType"), (Line with { Permit = null }, "identifiers"),
        })
        {
            var register = new ARegister();
            register.Run(Listing(1, Line));
            var facts = register.Run(Listing(2, changed));
            Assert.Equal(Day(2), Assert.IsType<RegisterEntryChanged>(facts[0]).OccurredOn);
            var shown = Assert.IsType<DisclosurePublished>(Assert.Single(facts.Skip(1)));
            Assert.Equal(changed.Fields[field] is not null, shown.Fields.ContainsKey(field));
            Assert.Equal(changed, register.Facility!.Register.Entry);
            Assert.Empty(register.Run(Listing(3, changed)));
        }
    }

    [Fact]
    public void an_older_listing_changes_nothing_of_a_younger_one_even_where_that_said_nothing_new()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line));
        register.Run(Listing(9, Line));
        Assert.Empty(register.Run(Listing(5, Line with { Capacity = 25 })));
        Assert.Empty(register.Run(Listing(5, null)));
        Assert.Equal((20, "Permitted"), (register.AsOf(20)!.Capacity, register.AsOf(20)!.Status));
    }

    [Fact]
    public void an_older_file_of_visits_adds_what_was_not_known_and_restates_nothing()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line), Visited(2, Visit("A")), Visited(9, Visit("A")));
        Assert.Single(register.Run(Visited(5, Visit("A, older"), Visit("B"))).OfType<VisitReported>());
        Assert.Equal(["A", "B"], register.VisitsAsOf(9));
    }

    [Fact]
    public void nothing_is_shown_of_a_site_before_the_register_had_it()
    {
        var register = new ARegister();
        register.Run(Listing(5, Line));
        register.Run(Visited(2, Visit("A")));
        Assert.Null(register.AsOf(4));
        Assert.Equal(["A"], register.VisitsAsOf(5));
    }

    [Fact]
    public void of_several_files_that_waited_for_the_listing_the_youngest_word_counts()
    {
        var register = new ARegister();
        Snapshot[] all = [Visited(1, Visit("A")), Visited(2, Visit("A, rewritten")), Listing(3, Line)];
        register.RunKilled(all);
        Assert.Equal(["A, rewritten"], register.VisitsAsOf(3));
        Assert.Empty(register.Run(all));
        Assert.Empty(register.Run(all));
    }

    [Fact]
    public void violations_in_another_order_that_were_corrected_keep_their_words()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line), Violated(1, Violation("Floors."), Violation("Walls."), Violation("Doors.")));
        var before = register.Facility!.Register.Violations;
        register.Run(Violated(2, Violation("Walls.", "CORRECTED"), Violation("Doors."), Violation("Floors.", "CORRECTED")));
        Assert.Equal(before.ToDictionary(x => x.Key, x => x.Value.Summary), register.Facility.Register.Violations.ToDictionary(x => x.Key, x => x.Value.Summary));
        Assert.Equal(2, register.Facility.Register.Violations.Values.Count(x => x.ReportedStatus == "CORRECTED"));
    }

    /// <summary>Whatever a register reports: each day can be asked again, runs may be split or killed anywhere, and what was taken over adds nothing again.</summary>
    [Fact]
    public void each_day_is_as_its_snapshot_says_however_the_runs_are_cut() =>
        Gen.Select(Snapshots, Gen.Int[0, 7], Gen.Int[0, 7]).Sample((snapshots, cut, killed) =>
        {
            var (whole, split) = (new ARegister(), new ARegister());
            whole.Run(snapshots);
            split.RunKilled([.. snapshots.Take(killed)]);
            split.Run([.. snapshots.Take(cut)]);
            split.Run([.. snapshots.Skip(cut)]);
            split.Run(snapshots);
            foreach (var register in new[] { whole, split })
            {
                Assert.Empty(register.Run(snapshots));
                foreach (var day in snapshots.Select((x, i) => (Snapshot: x, i)).Where(x => x.Snapshot.Listing is not null))
                    Assert.Equal(Expected(snapshots, day.i), register.AsOf(day.i) is { } shown ? (shown.Name, shown.Capacity, shown.Status) : null);
            }
            Assert.Equal(whole.Facility?.Register.Entry, split.Facility?.Register.Entry);
            // A run that ends before the site is listed rejects what is reported of it.
            if (snapshots[0].Line is not null)
                Assert.Equal(whole.VisitsAsOf(100), split.VisitsAsOf(100));
        });

    /// <summary>Where each file says all of a site from its first day on, what is shown is what the last that spoke of it says, and older days that it no longer reaches.</summary>
    [Fact]
    public void what_a_file_no_longer_reports_is_taken_back_however_the_runs_are_cut() =>
        Gen.Select(AVisit.Array[0, 3].Array[6], Gen.Int[0, 6], Gen.Int[0, 6]).Sample((files, cut, killed) =>
        {
            Snapshot[] snapshots = [Listing(0, Line), .. files.Select((x, i) => Visited(i + 1, x) with { VisitsIn = $"V{i}" })];
            var (whole, split) = (new ARegister(), new ARegister());
            whole.Run(snapshots);
            split.RunKilled([.. snapshots.Take(killed)]);
            split.Run([.. snapshots.Take(cut)]);
            split.Run([.. snapshots.Skip(cut)]);
            foreach (var register in new[] { whole, split })
            {
                Assert.Empty(register.Run(snapshots));
                foreach (var (file, i) in files.Select((x, i) => (x, i)).Where(x => x.x.Length > 0))
                {
                    var reached = file.Min(x => x.Date);
                    var older = files.Take(i).SelectMany(x => x).Where(x => x.Date < reached).Select(x => x.Summary).ToHashSet(StringComparer.Ordinal);
                    var shown = register.VisitsAsOf(i + 1).ToList();
                    foreach (var said in file.Select(x => x.Summary))
                        Assert.True(shown.Remove(said));
                    Assert.All(shown, x => Assert.Contains(x, older));
                }
            }
            Assert.Equal(whole.VisitsAsOf(100), split.VisitsAsOf(100));
        });

    private static readonly Gen<VisitRow> AVisit = Gen.Select(Gen.OneOf("A", "B", "C"), Gen.Int[0, 1], (summary, day) => Visit(summary, day));

    // Sometimes no listing, sometimes one without the site.
    private static readonly Gen<Snapshot[]> Snapshots = Gen.Select(Gen.Int[0, 3], Gen.Int[20, 22], Gen.OneOf("A", "B", ""), AVisit.Array[0, 3]).Array[7].Select(all => all.Select((x, i) => x.Item1 switch
    {
        0 => Visited(i, x.Item4),
        1 => Listing(i, null, x.Item4),
        _ => Listing(i, Line with { Capacity = x.Item2, Name = x.Item3 }, x.Item4),
    }).ToArray());

    private static (string Name, int? Capacity, string? Status)? Expected(Snapshot[] snapshots, int day)
    {
        var last = snapshots.Take(day + 1).LastOrDefault(x => x.Line is not null)?.Line?.Entry;
        return last is null ? null : (last.Name, last.Capacity, snapshots[day].Line is null ? "delisted" : last.Status);
    }
}
