using System.Text.Json;
using FacilityLedger.Credit;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Disclosure;

/// <summary>Shows a fact to the public that the policy does not publish by itself, or that an officer has withdrawn.</summary>
/// <param name="Kind">Kind of the policy.</param>
/// <param name="About">The thing of the facility that is shown: <c>inspections/K3…</c>; of a penalty that by which it was decided, the case or the violation that was penalised on the spot.</param>
public sealed record PublishDisclosure(string Kind, string About, IReadOnlyDictionary<string, JsonElement> Fields, DateOnly OccurredOn);

public static class PublishDisclosureEndpoint
{
    public static readonly Rule Kind = new("disclosure-kind-unknown", 422, "DESIGN 4", new("该类信息不在公示目录中", "The policy discloses nothing of this kind"));
    public static readonly Rule Automatic = new("disclosure-automatic", 422, "DESIGN 2", new("该类信息随事项自动公示", "This kind is published with its fact, not by an officer"));
    public static readonly Rule Existing = new("disclosure-about-nothing", 422, "DESIGN 4", new("台账中没有该事项", "The ledger holds no such thing of this facility"));
    public static readonly Rule Of = new("penalty-shown-by-others", 403, "行政处罚法 48", new("处罚由作出决定的部门公示", "Whoever decided a penalty makes it public"));
    public static readonly Rule Withheld = new("penalty-withheld", 422, "市场监督管理行政处罚信息公示规定 2", new("该处罚决定依法不予公示", "A decision of this kind is not made public"));
    public static readonly Rule Over = new("publication-term-over", 422, "令第36号；山东省社会信用条例 38", new("该失信信息的最长公示期已满，不再公示", "The longest term of publication of this breach is over"));
    public static readonly Rule Repaired = new("publication-repaired", 422, "令第36号 3", new("已完成信用修复，不再公示", "What was repaired is published no more"));

    [Gives("disclosure.publish")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/disclosures")]
    public static Decision Decide(PublishDisclosure command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "disclosure.publish", command.OccurredOn, $"disclosures/{Disclosing.Key(command.Kind, command.About)}", closed: true) is { } no)
            return no;
        if (c.Book.On(command.OccurredOn).Disclosure(command.Kind) is not { } kind)
            return Kind.Refuse(("known", string.Join(' ', c.Policy.Disclosures.Select(x => x.Code))));
        var again = facility.Disclosures.Withheld.GetValueOrDefault(Disclosing.Key(command.Kind, command.About))?.About == command.About;
        if (kind.Auto && !again)
            return Automatic.Refuse(("kind", command.Kind));
        var touch = facility.Touched.GetValueOrDefault(command.About);
        if (touch is not { Entry: > 0 } && !again || command.About.StartsWith("disclosures/", StringComparison.Ordinal))
            return Existing.Refuse(("about", command.About));
        if (DisclosedFields.Against(kind, command.Fields) is { } unfit)
            return unfit;
        if (command.Kind == ViolationDisclosure.Penalty)
            return Penalty(command, facility, c);
        return command.OccurredOn < touch?.OccurredOn
            ? Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", touch.OccurredOn))
            : Shown(c, facility, command);
    }

    // What stands about a decision rests on the decision alone, whatever came after it.
    private static Decision Penalty(PublishDisclosure command, Facility facility, Circumstances c)
    {
        if (facility.Violations.Decided(command.About) is not { Penalty: var penalty } decided)
            return Existing.Refuse(("about", command.About));
        if (penalty.Department != c.Department)
            return Of.Refuse(("department", penalty.Department));
        if (PenaltyPublicity.Withheld(c.Book, penalty) is { } withheld)
            return Withheld.Refuse(("number", penalty.Number)).On(withheld.Source);
        if (new[] { penalty.DecidedOn, penalty.ChangedOn, decided.Violations.Max(facility.CreditBook.WithdrawnOn) }.Max() is var first && command.OccurredOn < first)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", first));
        if (decided.Violations.All(facility.CreditBook.Repaired))
            return Repaired.Refuse(("about", command.About));
        var term = BreachTerm.Of(c.Book, decided);
        return command.OccurredOn > term?.Longest
            ? Over.Refuse(("class", term.Class.Code), ("until", term.Longest)).On(term.Class.Source)
            : Shown(c, facility, command, term?.Longest, [PenaltyPublicity.Key(command.About), .. decided.Violations.Select(x => PenaltyPublicity.AgainKey(x.Id))]);
    }

    private static Decision Shown(Circumstances c, Facility facility, PublishDisclosure command, DateOnly? until = null, IReadOnlyList<string>? meets = null) =>
        Decision.Of().And(Disclosing.Make(c, facility, command.Kind, command.About, command.OccurredOn, command.Fields.ToDictionary(x => x.Key, x => (object?)x.Value, StringComparer.Ordinal), until, meets, byOfficer: true));
}
