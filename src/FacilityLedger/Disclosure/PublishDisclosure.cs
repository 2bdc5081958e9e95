using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Disclosure;

/// <summary>Shows a fact to the public that the policy does not publish by itself.</summary>
/// <param name="Kind">Kind of the policy.</param>
/// <param name="About">The thing of the facility that is shown: <c>inspections/K3…</c>.</param>
public sealed record PublishDisclosure(string Kind, string About, IReadOnlyDictionary<string, JsonElement> Fields, DateOnly OccurredOn);

public static class PublishDisclosureEndpoint
{
    public static readonly Rule Kind = new("disclosure-kind-unknown", 422, "DESIGN 4", new("该类信息不在公示目录中", "The policy discloses nothing of this kind"));
    public static readonly Rule Automatic = new("disclosure-automatic", 422, "DESIGN 2", new("该类信息随事项自动公示", "This kind is published with its fact, not by an officer"));
    public static readonly Rule Existing = new("disclosure-about-nothing", 422, "DESIGN 4", new("台账中没有该事项", "The ledger holds no such thing of this facility"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/disclosures")]
    public static Decision Decide(PublishDisclosure command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "disclosure.publish", command.OccurredOn, $"disclosures/{Disclosing.Key(command.Kind, command.About)}", closed: true) is { } no)
            return no;
        if (c.Book.On(command.OccurredOn).Disclosure(command.Kind) is not { } kind)
            return Kind.Refuse(("known", string.Join(' ', c.Policy.Disclosures.Select(x => x.Code))));
        if (kind.Auto)
            return Automatic.Refuse(("kind", command.Kind));
        if (facility.Touched.GetValueOrDefault(command.About) is not { Entry: > 0 } touch || command.About.StartsWith("disclosures/", StringComparison.Ordinal))
            return Existing.Refuse(("about", command.About));
        if (DisclosedFields.Against(kind, command.Fields) is { } unfit)
            return unfit;
        var penalty = command.Kind == "penalty" && command.About.Split('/') is ["violations", var violation] ? facility.Violations.Find(violation)?.Penalty : null;
        if (command.Kind == "penalty" && penalty is null)
            return Existing.Refuse(("about", command.About));
        if ((penalty?.DecidedOn > touch.OccurredOn ? penalty.DecidedOn : touch.OccurredOn) is var first && command.OccurredOn < first)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", first));
        return Decision.Of().And(Disclosing.Make(c, facility, command.Kind, command.About, command.OccurredOn, command.Fields.ToDictionary(x => x.Key, x => (object?)x.Value, StringComparer.Ordinal)));
    }
}
