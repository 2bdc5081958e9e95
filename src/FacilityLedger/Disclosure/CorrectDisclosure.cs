using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Disclosure;

/// <summary>Replaces what is shown, from its first day on.</summary>
/// <param name="Fields">All that is shown from now on, not only what differs.</param>
/// <param name="Ground"><c>typing-error</c>, <c>fact-corrected</c> or <c>objection</c>.</param>
public sealed record CorrectDisclosure(IReadOnlyDictionary<string, JsonElement> Fields, string Ground, DateOnly OccurredOn);

public static class CorrectDisclosureEndpoint
{
    public static readonly Rule Standing = new("disclosure-not-standing", 422, "DESIGN 5", new("该公示不存在或已撤回", "No such disclosure stands"));

    private static readonly string[] Grounds = ["typing-error", "fact-corrected", "objection"];

    [Gives("disclosure.correct")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/disclosures/{disclosure}/correction")]
    public static Decision Decide(CorrectDisclosure command, string disclosure, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "disclosure.correct", command.OccurredOn, $"disclosures/{disclosure}", closed: true) is { } no)
            return no;
        if (facility.Disclosures.Standing.GetValueOrDefault(disclosure) is not { } standing)
            return Standing.Refuse(("disclosure", disclosure));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (c.Book.On(standing.From).Disclosure(standing.Kind) is not { } kind)
            return PublishDisclosureEndpoint.Kind.Refuse(("kind", standing.Kind));
        if (DisclosedFields.Against(kind, command.Fields) is { } unfit)
            return unfit;
        return Disclosures.Hash(command.Fields) == standing.Hash
            ? Decision.Nothing
            : Decision.Of(new DisclosureCorrected(
                disclosure, command.Fields, command.Ground, standing.Version, command.OccurredOn, Words: facility.Disclosures.Corrected(disclosure, command.Fields)));
    }
}
