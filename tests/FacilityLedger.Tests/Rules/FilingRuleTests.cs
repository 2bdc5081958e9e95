using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>Rules of the filing, asked of the decisions themselves.</summary>
public sealed class FilingRuleTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly PolicyBook County = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"))], sample: false);
    private static readonly FacilityRegistered Registered = new([new("uscc", "91370323YY000001XU")], 1, "禾屿", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "托育服务", new("id", "hash"), null, null, Day(1));
    private static readonly FiledMaterial Food = new("FM6", Day(20), "SC", new DateOnly(2021, 11, 21), "JY1");
    private static readonly SubmitFiling Filing = new(["full-day"], 60, 40, new Premises("leased", new DateOnly(2031, 6, 30)), true, [new("FM1"), new("FM2"), Food], Day(2), [new("INFANT", 9)], new Setting(CommittedOn: Day(1)));

    [Fact]
    public void a_form_with_gaps_is_received_and_its_gaps_are_asked_for()
    {
        var received = After(Given(new Life(Registered), "WJ", (f, c) => SubmitFilingEndpoint.Decide(Filing with { Setting = null }, f, c)));
        Assert.Equal(["commitment"], received.Filing.Form!.Missing(Book.Latest, Day(2)));
        Refused("materials-missing", IssueReceiptEndpoint.Decide(new("R-1", Day(3)), received, By("WJ")));
        var asked = Assert.IsType<FilingSupplementAsked>(AskSupplementEndpoint.Decide(new([], Day(3), ["commitment"]), received, By("WJ")).Events[0]);
        Assert.Equal(["commitment"], asked.FormFields);
        Refused("code-unknown", AskSupplementEndpoint.Decide(new([], Day(3), ["weather"]), received, By("WJ")));
        Refused("supplement-names-materials", AskSupplementEndpoint.Decide(new([], Day(3)), received, By("WJ")));
    }

    [Fact]
    public void the_shipped_form_asks_for_place_people_and_commitment()
    {
        var setting = new Setting(new("540", "320.50", "0"), 2, new("示例乙", true, true, false), new("示例丙", "0533-0000000"), new(1, 9, 1, 1, 1), Day(20), "示例医院", Day(1));
        IEnumerable<string> Missing(Setting given) => new FilingForm(["full-day"], 60, 0, [], new("owned"), false, [.. County.Latest.Materials.Select(x => new FiledMaterial(x.Code))], given.Seal(By("WJ"), null).Filed).Missing(County.Latest, Day(2));
        Assert.Empty(Missing(setting));
        Assert.Equal(["areas", "head", "contact", "staff", "commitment"], Missing(new Setting()));
        Assert.Equal(["areas"], Missing(setting with { Areas = new("540") }));
        Assert.Equal(["head"], Missing(setting with { Head = new("示例乙", true) }));
        Assert.Equal(["contact"], Missing(setting with { Contact = new("示例丙") }));
    }

    [Fact]
    public void names_and_telephones_are_sealed_and_a_change_keeps_what_it_leaves_out()
    {
        var decision = SubmitFilingEndpoint.Decide(Filing with { Setting = new(Head: new("示例乙", true), Contact: new("示例丙", "0533-0000000"), CommittedOn: Day(1)) }, After(new Life(Registered)), By("WJ"));
        Assert.Equal(["0533-0000000", "示例丙", "示例乙"], decision.Kept.Select(x => x.Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("示例", System.Text.Json.JsonSerializer.Serialize<object>(decision.Events[0], LedgerJson.Options), StringComparison.Ordinal);
        var filed = After(Filed(new Life(Registered), decision.Events));
        var changed = Assert.IsType<FilingChanged>(ChangeFilingEndpoint.Decide(new(Day(5), Setting: new(Floor: 2, Head: new(Trained: true))), filed, By("WJ")).Events[0]);
        Assert.Equal((2, true, true, filed.Filing.Form!.Setting.Head!.Name), (changed.Form.Setting.Floor, changed.Form.Setting.Head!.College, changed.Form.Setting.Head.Trained, changed.Form.Setting.Head.Name));
        Assert.Equal(Day(1), changed.Form.Setting.CommittedOn);
    }

    [Fact]
    public void a_form_that_cannot_be_is_refused()
    {
        var registered = After(new Life(Registered));
        foreach (var unfit in new Setting[] { new(new("12.345")), new(new(Indoor: "viel")), new(Floor: 300), new(Staff: new(Carers: -1)), new(CommittedOn: Day(3)), new(OpensOn: new(1800, 1, 1)) })
            Refused("filing-form", SubmitFilingEndpoint.Decide(Filing with { Setting = unfit }, registered, By("WJ")));
        Refused("text-malformed", SubmitFilingEndpoint.Decide(Filing with { Setting = new(Contact: new(" ")) }, registered, By("WJ")));
        foreach (var unfit in new FiledMaterial[] { new("FM1", IssuedOn: Day(3)), new("FM1", Day(1), IssuedOn: Day(2)) })
            Refused("filing-form", SubmitFilingEndpoint.Decide(Filing with { Materials = [unfit] }, registered, By("WJ")));
        Refused("text-malformed", SubmitFilingEndpoint.Decide(Filing with { Materials = [new("FM1", Issuer: "‮")] }, registered, By("WJ")));
    }

    [Fact]
    public void a_validity_longer_than_the_policy_lets_it_is_asked_about_and_one_that_is_left_out_is_counted()
    {
        Assert.Equal(["FM6"], Form(Food with { ValidUntil = Day(22) }).Missing(Book.Latest, Day(2)));
        Assert.Empty(Form(Food with { ValidUntil = Day(21) }).Missing(Book.Latest, Day(2)));
        Assert.Equal(Day(20), (Food with { ValidUntil = null }).On(Book.Latest).ValidUntil);
    }

    [Fact]
    public void a_material_that_ends_is_marked_once_and_begins_the_term_for_another()
    {
        var filed = Filed(new Life(Registered), Submit(After(new Life(Registered))).Events);
        Assert.Equal(Book.EndOf(Day(20)), After(filed).Filing.Materials.Validity.NextExpiry);
        Assert.Empty(FallDue.Decide(After(filed), By("sweep", Day(20))).Events.OfType<MaterialExpired>());
        var expired = Assert.Single(FallDue.Decide(After(filed), By("sweep", Day(21))).Events.OfType<MaterialExpired>());
        Assert.Equal(("FM6", Day(20), Day(21), "filing/material-FM6"), (expired.Material, expired.ValidUntil, expired.OccurredOn, expired.RenewalDue!.Key));
        var after = After(filed.And(expired));
        Assert.Empty(FallDue.Decide(after, By("sweep", Day(21))).Events.OfType<MaterialExpired>());
        Assert.Null(after.Filing.Materials.Validity.NextExpiry);
        Assert.Equal(ObligationStatus.Open, after.Obligations.All["filing/material-FM6"].Status);

        // The renewal meets it; a new licence ends later.
        var renewed = After(filed.And(expired).And(RenewMaterialEndpoint.Decide(new("FM6", Day(22), Day(23), Issuer: "SC"), after, By("WJ")).Events));
        Assert.Equal(ObligationStatus.Met, renewed.Obligations.All["filing/material-FM6"].Status);
        Assert.Equal(new DateOnly(2031, 11, 21), renewed.Filing.Form!.Materials.Single(x => x.Code == "FM6").ValidUntil);
        Assert.Equal(new DateOnly(2031, 10, 22), renewed.Obligations.All["filing/material-FM6-renewal"].Deadline.DueOn);
    }

    [Fact]
    public void a_renewal_is_asked_for_while_the_licence_still_holds()
    {
        var filed = After(new Life(Registered, [.. Submit(After(new Life(Registered)), Food with { ValidUntil = new(2026, 12, 20) }).Events]));
        Assert.Equal(Day(20), filed.Obligations.All["filing/material-FM6-renewal"].Deadline.DueOn);
        // Less than the term is left: it is due at once.
        Assert.Equal(Day(2), After(new Life(Registered, [.. Submit(After(new Life(Registered))).Events])).Obligations.All["filing/material-FM6-renewal"].Deadline.DueOn);
    }

    [Fact]
    public void a_renewal_in_time_that_is_entered_late_is_met_in_time()
    {
        var expired = new MaterialExpired("FM6", Day(20), new("filing/material-FM6", "material-renewal", "institution", Day(21), 10, "workday", new(2026, 12, 4), Book.EndOf(new(2026, 12, 4)), false), Day(21));
        var filed = Filed(new Life(Registered), Submit(After(new Life(Registered))).Events).And(expired);
        var renewed = After(filed.And(RenewMaterialEndpoint.Decide(new("FM6", Day(18), Day(18)), After(filed), By("WJ")).Events));
        Assert.Equal((ObligationStatus.Met, Day(18)), (renewed.Obligations.All["filing/material-FM6"].Status, renewed.Obligations.All["filing/material-FM6"].MetOn));
        Assert.Empty(renewed.Filing.Materials.Validity.Expired);
    }

    [Fact]
    public void a_renewal_that_is_out_of_date_or_valid_for_too_long_is_refused_and_one_that_is_there_changes_nothing()
    {
        var filed = After(Filed(new Life(Registered), Submit(After(new Life(Registered))).Events));
        Refused("material-validity", RenewMaterialEndpoint.Decide(new("FM6", Day(5), Day(6), new(2032, 1, 1)), filed, By("WJ")));
        Refused("material-validity", RenewMaterialEndpoint.Decide(new("FM6", new(2021, 1, 1), Day(6)), filed, By("WJ")));
        Refused("code-unknown", RenewMaterialEndpoint.Decide(new("FM99", Day(5), Day(6)), filed, By("WJ")));
        Refused("filing-received-first", RenewMaterialEndpoint.Decide(new("FM6", Day(5), Day(6)), After(new Life(Registered)), By("WJ")));
        Assert.Empty(RenewMaterialEndpoint.Decide(new("FM6", Food.IssuedOn!.Value, Day(6), Food.ValidUntil, "SC", "JY1"), filed, By("WJ")).Events);
    }

    [Fact]
    public void a_change_of_address_more_places_or_other_classes_make_a_material_void()
    {
        var filed = Filed(new Life(Registered), Submit(After(new Life(Registered))).Events);
        MaterialLapsed Lapsed(Decision x) => Assert.Single(x.Events.OfType<MaterialLapsed>());
        Assert.Equal("address", Lapsed(ChangeRegistrationEndpoint.Decide(new(Day(6), Address: "路 2 号"), After(filed), By("SP"))).Cause);
        Assert.Equal("places", Lapsed(ChangeFilingEndpoint.Decide(new(Day(6), Places: 61), After(filed), By("WJ"))).Cause);
        Assert.Equal("classes", Lapsed(DeclareClassesEndpoint.Decide(new([new("SENIOR", 10)], 60, 0, Day(6)), After(filed), By("WJ"))).Cause);
        Assert.Empty(ChangeRegistrationEndpoint.Decide(new(Day(6), Name: "新名"), After(filed), By("SP")).Events.OfType<MaterialLapsed>());
        Assert.Empty(DeclareClassesEndpoint.Decide(new([new("INFANT", 10)], 50, 0, Day(6)), After(filed), By("WJ")).Events.OfType<MaterialLapsed>());

        var lapsed = filed.And(ChangeRegistrationEndpoint.Decide(new(Day(6), Address: "路 2 号"), After(filed), By("SP")).Events);
        Assert.Equal(ObligationStatus.Open, After(lapsed).Obligations.All["filing/material-FM2-lapsed-20261106"].Status);
        // What was issued before the move says nothing of the new place.
        Assert.Single(After(lapsed.And(RenewMaterialEndpoint.Decide(new("FM2", Day(5), Day(8)), After(lapsed), By("WJ")).Events)).Filing.Materials.Lapsed);
        var cured = After(lapsed.And(RenewMaterialEndpoint.Decide(new("FM2", Day(7), Day(8)), After(lapsed), By("WJ")).Events));
        Assert.Equal(ObligationStatus.Met, cured.Obligations.All["filing/material-FM2-lapsed-20261106"].Status);
        Assert.Empty(cured.Filing.Materials.Lapsed);
    }

    [Fact]
    public void conditions_are_computed_where_the_form_tells()
    {
        FilingForm form = Form(Food) with { Premises = new("leased", new DateOnly(2029, 11, 1)), Classes = [new("INFANT", 11), new("SENIOR", 20)] };
        var setting = form.Setting with { Staff = new(Carers: 6, Guards: 0), Head = new(null, true, true, false) };
        var results = ComputedConditions.Of(form with { Setting = setting }, "ORDINARY", Day(2), County.Latest).ToDictionary(x => x.Code, StringComparer.Ordinal);
        Assert.Equal([("S11", "lease-too-short"), ("S18b", "filed-head-unqualified"), ("S19a", "filed-class-too-large"), ("S20", "filed-carers-too-few"), ("S22", "filed-guard-missing")],
            results.Values.Where(x => !x.Met).Select(x => (x.Code, x.Rule!)));
        Assert.True(results["S19c"].Met);
        Assert.DoesNotContain("S12", results.Keys);
        Assert.Equal([true, true, true], ComputedConditions.Of(form with { Premises = new("owned"), Setting = setting with { Staff = new(Carers: 7, Guards: 1) } }, "ORDINARY", Day(2), County.Latest).Where(x => x.Code is "S11" or "S20" or "S22").Select(x => x.Met));
        Assert.DoesNotContain("S11", ComputedConditions.Of(form with { Premises = new("free-use") }, "ORDINARY", Day(2), County.Latest).Select(x => x.Code));
    }

    [Fact]
    public void what_was_checked_and_is_not_met_must_be_notified_and_stands_in_the_way_of_a_confirmation()
    {
        var received = new Life(Registered, [.. Submit(After(new Life(Registered))).Events]);
        Refused("code-unknown", CheckConditionsEndpoint.Decide(new([new("S99", true)], Day(3)), After(received), By("WJ")));
        Refused("checked-conditions", CheckConditionsEndpoint.Decide(new([new("S12", true), new("S12", false)], Day(3)), After(received), By("WJ")));
        var decision = CheckConditionsEndpoint.Decide(new([new("S12", true), new("S17", false), new("S11", false)], Day(3)), After(received), By("WJ"));
        Assert.Equal([new("S11", true, "lease-too-short"), new("S12", true), new("S17", false), new("S19a", true, "filed-class-too-large")], Assert.IsType<ConditionsChecked>(decision.Events[0]).Results);
        var found = received.And(decision.Events);
        Assert.Empty(CheckConditionsEndpoint.Decide(new([new("S17", false)], Day(4)), After(found), By("WJ")).Events);
        Refused("condition-not-met", ConfirmConditionsEndpoint.Decide(new(Day(4)), After(found), By("WJ")));
        Refused("notice-names-the-unmet", NotifyNonconformityEndpoint.Decide(new(["FM2"], Day(4)), After(found), By("WJ")));
        var notified = found.And(NotifyNonconformityEndpoint.Decide(new(["FM2", "S17"], Day(4)), After(found), By("WJ")).Events);
        var mended = notified.And(CheckConditionsEndpoint.Decide(new([new("S17", true)], Day(9)), After(notified), By("WJ")).Events);
        Assert.NotEmpty(ConfirmConditionsEndpoint.Decide(new(Day(9)), After(mended), By("WJ")).Events);
    }

    [Fact]
    public void what_was_checked_before_a_change_of_the_filing_a_material_or_the_classes_is_to_be_checked_again()
    {
        var submitted = new Life(Registered, [.. Submit(After(new Life(Registered))).Events]);
        var found = Given(submitted, "WJ", (f, c) => CheckConditionsEndpoint.Decide(new([new("S12", true), new("S17", true)], Day(4)), f, c));
        Assert.Empty(After(found).Filing.ToCheckAgain);
        var earlier = Given(found, "WJ", (f, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 9)], 60, 40, Day(3)), f, c));
        Assert.Empty(After(earlier).Filing.ToCheckAgain);
        var changed = Given(found, "WJ", (f, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 9)], 60, 40, Day(5)), f, c));
        Assert.Superset(new HashSet<string>(["S12", "S17"]), After(changed).Filing.ToCheckAgain.ToHashSet());
        var again = Given(changed, "WJ", (f, c) => CheckConditionsEndpoint.Decide(new([new("S12", true), new("S17", true)], Day(6)), f, c));
        Assert.Empty(After(again).Filing.ToCheckAgain);
        var renewed = Given(again, "WJ", (f, c) => RenewMaterialEndpoint.Decide(new("FM2", Day(6), Day(7)), f, c));
        Assert.Contains("S12", After(renewed).Filing.ToCheckAgain);
    }

    [Fact]
    public void who_applies_for_the_closing_says_where_the_children_go()
    {
        var filed = After(Filed(new Life(Registered), Submit(After(new Life(Registered))).Events));
        Refused("children-placed", CloseFilingEndpoint.Decide(new("application", Day(5)), filed, By("WJ")));
        foreach (var unfit in new Placement[] { new(0, ["transferred"]), new(3, ["none-enrolled"]), new(-1, ["transferred"]), new(3, []), new(3, ["transferred", "none-enrolled"]) })
            Refused("children-placed", CloseFilingEndpoint.Decide(new("ex-officio", Day(5), unfit), filed, By("WJ")));
        Refused("code-unknown", CloseFilingEndpoint.Decide(new("ex-officio", Day(5), new Placement(3, ["elsewhere"])), filed, By("WJ")));
        Assert.NotEmpty(CloseFilingEndpoint.Decide(new("ex-officio", Day(5)), filed, By("WJ")).Events);
        Assert.Equal(["returned-home", "transferred"], Assert.IsType<FilingClosed>(CloseFilingEndpoint.Decide(new("application", Day(5), new(12, ["transferred", "returned-home"])), filed, By("WJ")).Events[0]).Placement!.Arrangements);
    }

    [Fact]
    public void the_next_receipt_follows_those_that_are_written_otherwise() =>
        Assert.Equal("沂卫〔2026〕0042号", ReceiptNumber.Next("沂卫〔2026〕", "号", ["沂卫[2026]0041号", "沂卫（2026）７号"]));

    [Theory]
    [InlineData("370323-2026-0001"), InlineData("370323-2026-0042", "370323-2026-0041", "370323-2026-7"), InlineData("370323-2026-0001", "370323-2026-别的")]
    public void the_next_receipt_is_one_more_than_the_highest(string next, params string[] taken) => Assert.Equal(next, ReceiptNumber.Next("370323-2026-", "", taken));

    [Fact]
    public void a_notice_is_handed_over_after_the_filing_was_received_and_not_tomorrow()
    {
        var received = After(new Life(Registered, [.. Submit(After(new Life(Registered))).Events]));
        Refused("not-before-the-last", IssueReceiptEndpoint.Decide(new("R-1", Day(4), Day(1)), received, By("WJ")));
        Refused("not-in-the-future", IssueReceiptEndpoint.Decide(new("R-1", Day(4), new(2027, 1, 1)), received, By("WJ")));
        Assert.Equal(Day(4), Assert.IsType<FilingReceiptIssued>(IssueReceiptEndpoint.Decide(new("R-1", Day(4), Day(4)), received, By("WJ")).Events[0]).NoticeOn);
    }

    private static FilingForm Form(FiledMaterial food) => new(["full-day"], 60, 40, [], new("owned"), true, [new("FM1"), new("FM2"), food], FiledSetting.None with { CommittedOn = Day(1) });

    private static Decision Submit(Facility facility, FiledMaterial? food = null) => SubmitFilingEndpoint.Decide(Filing with { Materials = [new("FM1"), new("FM2"), food ?? Food] }, facility, By("WJ"));

    private static Life Filed(Life life, IEnumerable<IFact> submitted) => life.And(submitted).And(new FilingReceiptIssued("R-1", "WJ", null, Day(4)));

    private static Life Given(Life life, string department, Func<Facility, Circumstances, Decision> decide) => life.And(decide(After(life), By(department)).Events);

    private static Facility After(Life life) => Facility.Replay(life.Facts.Select((x, i) => new Entry("370323-FACILITY01", i + 1, x, "WJ")))!;

    private static Circumstances By(string department, DateOnly? today = null) => new(new Actor($"{department}-1", department, ["officer", "evaluator"]), Book, Book.EndOf((today ?? new(2026, 11, 24)).AddDays(-1)).AddHours(9), new byte[32]);

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);

    private sealed record Life(params IReadOnlyList<IFact> Facts)
    {
        public Life(IFact first, IReadOnlyList<IFact> more) : this([first, .. more]) { }
        public Life And(params IEnumerable<IFact> more) => new([.. Facts, .. more]);
    }
}
