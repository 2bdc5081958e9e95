using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters a material that was issued anew, or checked anew; the rest of the filing did not change.</summary>
/// <param name="Issuer">Code of a department, or the name of another body.</param>
public sealed record RenewMaterial(string Code, DateOnly IssuedOn, DateOnly OccurredOn, DateOnly? ValidUntil = null, string? Issuer = null, string? Number = null);

/// <summary>A material takes the place of the one before.</summary>
/// <param name="Terms">Of this material alone.</param>
public sealed record MaterialRenewed(FiledMaterial Material, MaterialTerms Terms, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => Terms.RenewalsDue;
    public IEnumerable<string> Meets => Terms.Meets;
}

public static class RenewMaterialEndpoint
{
    public static readonly Rule Validity = new("material-validity", 422, "25号文 8", new("有效期已过，或超过该材料的最长期限", "The material is out of date, or claims to be valid for longer than it can be"));

    [Gives("filing.material")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/material")]
    public static Decision Decide(RenewMaterial command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.material", command.OccurredOn, "filing") is { } no)
            return no;
        if (facility.Filing is not { Open: true, Form: { } was, Status: not FilingStatus.SupplementAsked })
            return AskSupplementEndpoint.Received.Refuse(("state", facility.Filing.Status));
        var policy = c.Book.On(command.OccurredOn);
        var material = new FiledMaterial(command.Code, command.ValidUntil, command.Issuer, command.IssuedOn, command.Number).On(policy);
        if (material.Unfit(policy, command.OccurredOn) is { } unfit)
            return unfit;
        if (material.ValidUntil < command.OccurredOn || material.TooLong(policy.Material(material.Code)!))
            return Validity.Refuse(("field", "validUntil"), ("months", policy.Material(material.Code)!.ValidMonths));
        if (was.Materials.Contains(material))
            return Decision.Nothing;
        var form = was.With(material);
        return Decision.Of(new MaterialRenewed(material, MaterialTerms.Of(form, facility.Filing.Materials, c, command.OccurredOn).Only(material.Code), command.OccurredOn));
    }
}
