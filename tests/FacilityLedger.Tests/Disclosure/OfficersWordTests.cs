using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Tests.Import;
using Xunit;
using static FacilityLedger.Tests.Import.ARegister;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Disclosure;

/// <summary>What an officer withdrew or corrected stays so for whatever takes the fact's place, until an officer decides otherwise.</summary>
public sealed class OfficersWordTests
{
    private static readonly DateOnly Later = new(2026, 11, 20);

    [Fact]
    public void a_listing_that_was_withdrawn_stays_away_whatever_the_register_says_next()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line));
        register.Give((f, c) => WithdrawDisclosureEndpoint.Decide(new("not-disclosable", Later), "listing", f, c));
        foreach (var snapshot in new[] { Listing(2, Line with { Capacity = 25 }), Listing(3, null), Listing(4, Line), Listing(5, Line with { Operator = "ANOTHER" }) })
        {
            Assert.DoesNotContain(register.Run(snapshot), x => x is DisclosurePublished);
            Assert.DoesNotContain(register.Public?.Publications.Keys ?? [], x => x == "listing");
        }
        Assert.Equal("ANOTHER", register.Facility!.Register.Entry!.Operator);

        // An officer shows it again, and from then on it follows the register again.
        register.Give((f, c) => PublishDisclosureEndpoint.Decide(new("listing", "register", Json(("name", "LITTLE ONES")), Later), f, c));
        Assert.Equal(["name"], register.Public!.Publications["listing"][^1].Fields.Keys);
        Assert.IsType<DisclosurePublished>(register.Run(Listing(6, Line with { Capacity = 30 }))[^1]);
    }

    [Fact]
    public void a_kind_that_is_published_by_itself_is_published_by_an_officer_only_after_a_withdrawal()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line));
        Assert.Equal("disclosure-automatic", PublishDisclosureEndpoint.Decide(new("listing", "register", Json(("name", "X")), Later), register.Facility!, Now()).Refusal?.Rule.Code);
        register.Give((f, c) => WithdrawDisclosureEndpoint.Decide(new("not-disclosable", Later), "listing", f, c));
        Assert.Equal("disclosure-automatic", PublishDisclosureEndpoint.Decide(new("listing", "elsewhere", Json(("name", "X")), Later), register.Facility!, Now()).Refusal?.Rule.Code);
        Assert.Equal("field-not-disclosable", PublishDisclosureEndpoint.Decide(new("listing", "register", Json(("secret", "X")), Later), register.Facility!, Now()).Refusal?.Rule.Code);
    }

    [Fact]
    public void a_field_that_was_taken_away_stays_away()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line));
        register.Give((f, c) => CorrectDisclosureEndpoint.Decide(new(Without(register, "operator", "phone"), "objection", Later), "listing", f, c));
        register.Run(Listing(2, Line with { Capacity = 25 }));
        Assert.Equal((25, false, false), (Shown(register)["capacity"].GetInt32(), Shown(register).ContainsKey("operator"), Shown(register).ContainsKey("phone")));
        register.Run(Listing(3, Line with { Operator = "ANOTHER", Phone = "1" }));
        register.Run(Listing(4, null));
        register.Run(Listing(5, Line with { Operator = "A THIRD" }));
        Assert.DoesNotContain(Shown(register).Keys, x => x is "operator" or "phone");

        // He puts one back, and the register decides it again.
        register.Give((f, c) => CorrectDisclosureEndpoint.Decide(new(With(register, "operator", "A THIRD"), "fact-corrected", Later), "listing", f, c));
        register.Run(Listing(6, Line with { Operator = "A FOURTH", Phone = "2" }));
        Assert.Equal(("A FOURTH", false), (Shown(register)["operator"].GetString(), Shown(register).ContainsKey("phone")));
    }

    [Fact]
    public void a_field_that_was_put_in_another_way_stays_so_until_the_fact_itself_says_something_else()
    {
        var register = new ARegister();
        register.Run(Listing(1, Line));
        register.Give((f, c) => CorrectDisclosureEndpoint.Decide(new(With(register, "name", "Little Ones"), "typing-error", Later), "listing", f, c));
        register.Run(Listing(2, Line with { Capacity = 25 }));
        Assert.Equal(("Little Ones", 25), (Shown(register)["name"].GetString(), Shown(register)["capacity"].GetInt32()));
        register.Run(Listing(3, Line with { Name = "BIG ONES" }));
        Assert.Equal("BIG ONES", Shown(register)["name"].GetString());
        register.Run(Listing(4, Line));
        Assert.Equal("Little Ones", Shown(register)["name"].GetString());
        // Nothing new is said where only what he corrected would differ.
        Assert.Empty(register.Run(Listing(5, Line)));
    }

    [Fact]
    public void a_registration_follows_an_officers_word_through_changes_voidings_and_corrections()
    {
        var life = new File(new FacilityRegistered([new("uscc", "91370323YY000001XU")], 1, "禾屿", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "托育服务", new("id", "hash"), null, null, new(2026, 11, 1)));
        life.Give("SP", (f, c) => ChangeRegistrationEndpoint.Decide(new(new(2026, 11, 2), Town: "370323002"), f, c));
        life.Give("WJ", (f, c) => CorrectDisclosureEndpoint.Decide(new(life.Shown.Where(x => x.Key != "address").ToDictionary(), "objection", new(2026, 11, 3)), "registration", f, c));
        life.Give("SP", (f, c) => ChangeRegistrationEndpoint.Decide(new(new(2026, 11, 4), Name: "槐屿"), f, c));
        Assert.Equal(("槐屿", false), (life.Shown["name"].GetString(), life.Shown.ContainsKey("address")));
        var renamed = life.Entries.Last(x => x.Fact is RegistrationChanged).Version;
        life.Give("SP", (f, c) => VoidEntryEndpoint.Decide(new(renamed, "typing-error", new(2026, 11, 5)), f, life.Entries, c));
        Assert.Equal(("禾屿", false), (life.Shown["name"].GetString(), life.Shown.ContainsKey("address")));
        // The publication that he corrected goes, and that of the registration stands again.
        var moved = life.Entries.First(x => x.Fact is RegistrationChanged).Version;
        life.Give("SP", (f, c) => VoidEntryEndpoint.Decide(new(moved, "typing-error", new(2026, 11, 6)), f, life.Entries, c));
        Assert.Equal(("370323001", false), (life.Shown["town"].GetString(), life.Shown.ContainsKey("address")));
        life.Give("SP", (f, c) => ChangeRegistrationEndpoint.Decide(new(new(2026, 11, 7), Address: "路 9 号"), f, c));
        Assert.DoesNotContain("address", life.Shown.Keys);
    }

    [Fact]
    public void a_status_that_was_withdrawn_does_not_come_back_with_the_next_one()
    {
        var life = new File(new FacilityRegistered([new("uscc", "91370323YY000001XU")], 1, "禾屿", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "托育服务", new("id", "hash"), null, null, new(2026, 11, 1)));
        life.Give("SP", (f, c) => ChangeRegistrationEndpoint.Decide(new(new(2026, 11, 2), Name: "槐屿"), f, c));
        life.Give("WJ", (f, c) => WithdrawDisclosureEndpoint.Decide(new("not-disclosable", new(2026, 11, 3)), "registration", f, c));
        life.Give("SP", (f, c) => ChangeRegistrationEndpoint.Decide(new(new(2026, 11, 4), Name: "柳屿"), f, c));
        life.Give("SP", (f, c) => VoidEntryEndpoint.Decide(new(life.Entries.Last(x => x.Fact is RegistrationChanged).Version, "typing-error", new(2026, 11, 5)), f, life.Entries, c));
        Assert.DoesNotContain("registration", life.Public?.Publications.Keys ?? []);
        life.Give("SP", (f, c) => CancelRegistrationEndpoint.Decide(new("application", new(2026, 11, 6)), f, c));
        Assert.DoesNotContain("registration", life.Public?.Publications.Keys ?? []);
    }

    private static Circumstances Now() => new(new("wj-1", PolicyFile.Load(NewYork).Departments[0].Code, [Roles.Officer]), new([PolicyFile.Load(NewYork)], sample: false), new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), new byte[32]);

    private static string NewYork => Path.Combine(AppContext.BaseDirectory, "policy", "us-nyc.json");

    private static IReadOnlyDictionary<string, JsonElement> Shown(ARegister register) => register.Public!.Publications["listing"][^1].Fields;

    private static Dictionary<string, JsonElement> Without(ARegister register, params string[] fields) => Shown(register).Where(x => !fields.Contains(x.Key)).ToDictionary();

    private static Dictionary<string, JsonElement> With(ARegister register, string field, string value) => new(Shown(register)) { [field] = JsonSerializer.SerializeToElement(value) };

    private static Dictionary<string, JsonElement> Json(params (string Field, string Value)[] fields) => fields.ToDictionary(x => x.Field, x => JsonSerializer.SerializeToElement(x.Value));

    /// <summary>A file of the county, as the ledger would keep it.</summary>
    private sealed class File
    {
        private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
        private readonly List<Entry> entries = [];

        public File(FacilityRegistered registered)
        {
            Append([registered], "SP");
            Append([RegistrationDisclosure.Of(Facility.Registration, Facility, By("SP"), registered.OccurredOn)!], "SP");
        }

        public IReadOnlyList<Entry> Entries => entries;

        public Facility Facility => Facility.Replay(entries)!;

        public PublicFacility? Public => entries.Where(x => x.Fact is DisclosurePublished or DisclosureCorrected or DisclosureWithdrawn or DisclosureEnded or DisclosureResumed).Aggregate((PublicFacility?)null, PublicFacility.Next);

        public IReadOnlyDictionary<string, JsonElement> Shown => Public!.Publications["registration"][^1].Fields;

        public void Give(string department, Func<Facility, Circumstances, Decision> decide)
        {
            var decision = decide(Facility, By(department));
            Assert.Null(decision.Refusal);
            Append(decision.Events, department);
        }

        private void Append(IReadOnlyList<IFact> facts, string department)
        {
            var request = $"request {entries.Count}";
            entries.AddRange(facts.Select((x, i) => new Entry("370323-FACILITY01", entries.Count + i + 1, Stored(x), department, request)).ToList());
        }

        private static IFact Stored(IFact fact) => (IFact)JsonSerializer.Deserialize(JsonSerializer.Serialize(fact, fact.GetType(), LedgerJson.Options), fact.GetType(), LedgerJson.Options)!;

        private static Circumstances By(string department) => new(new Actor($"{department}-1", department, [Roles.Officer]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);
    }
}
