using System.Text.Json.Serialization;
using FacilityLedger.Registration;

namespace FacilityLedger.Import;

/// <summary>One line of the register, as it is written there.</summary>
/// <param name="Site">Number of the site: the line's key.</param>
/// <param name="Operator">Who holds the permit, a public record of this register.</param>
/// <param name="ValidUntil">Last day of the permit.</param>
/// <param name="Ages">Age range in the register's words.</param>
/// <param name="Medication">Whether staff are certified to administer medication, in the register's words.</param>
public sealed record RegisterEntry(
    string Site, string? Permit, string Name, string? Operator, string? Address, string? Borough, string? Postcode, string? Phone,
    string? Status, int? Capacity, DateOnly? ValidUntil, string? Ages, string? Medication, string? SiteType)
{
    [JsonIgnore]
    public IReadOnlyList<Identifier> Identifiers => Permit is null ? [new("nyc-site", Site)] : [new("nyc-site", Site), new("nyc-permit", Permit)];

    /// <summary>This line, in the texts of an earlier one where nothing but their line breaks differs.</summary>
    public RegisterEntry InWordsOf(RegisterEntry? was)
    {
        return was is null ? this : this with
        {
            Name = Kept(was.Name, Name)!,
            Operator = Kept(was.Operator, Operator),
            Address = Kept(was.Address, Address),
            Borough = Kept(was.Borough, Borough),
            Postcode = Kept(was.Postcode, Postcode),
            Phone = Kept(was.Phone, Phone),
            Status = Kept(was.Status, Status),
            Ages = Kept(was.Ages, Ages),
            Medication = Kept(was.Medication, Medication),
            SiteType = Kept(was.SiteType, SiteType),
        };

        static string? Kept(string? was, string? now) => LineBreaks.Same(was, now) ? was : now;
    }

    /// <summary>The public fields, by their names in the policy.</summary>
    [JsonIgnore]
    public Dictionary<string, object?> Fields => new(StringComparer.Ordinal)
    {
        ["identifiers"] = Identifiers,
        ["name"] = Name,
        ["operator"] = Operator,
        ["address"] = Address,
        ["borough"] = Borough,
        ["postcode"] = Postcode,
        ["phone"] = Phone,
        ["status"] = Status,
        ["capacity"] = Capacity,
        ["validUntil"] = ValidUntil,
        ["ages"] = Ages,
        ["medication"] = Medication,
        ["siteType"] = SiteType,
    };
}

/// <summary>The fields that a later snapshot changed; null did not change.</summary>
/// <param name="Emptied">Names of the fields that the snapshot left blank.</param>
public sealed record RegisterChange(
    string? Permit, string? Name, string? Operator, string? Address, string? Borough, string? Postcode, string? Phone,
    string? Status, int? Capacity, DateOnly? ValidUntil, string? Ages, string? Medication, string? SiteType, IReadOnlyList<string>? Emptied)
{
    /// <summary>What leads from one line to another; null when they are equal.</summary>
    public static RegisterChange? Between(RegisterEntry was, RegisterEntry now)
    {
        if (was == now)
            return null;
        var (before, after) = (was.Fields, now.Fields);
        string[] emptied = [.. after.Where(x => x.Value is null && before[x.Key] is not null).Select(x => x.Key), .. now.Permit is null && was.Permit is not null ? ["permit"] : Array.Empty<string>()];
        return new(New(was.Permit, now.Permit), New(was.Name, now.Name), New(was.Operator, now.Operator), New(was.Address, now.Address), New(was.Borough, now.Borough), New(was.Postcode, now.Postcode),
            New(was.Phone, now.Phone), New(was.Status, now.Status), was.Capacity == now.Capacity ? null : now.Capacity, was.ValidUntil == now.ValidUntil ? null : now.ValidUntil,
            New(was.Ages, now.Ages), New(was.Medication, now.Medication), New(was.SiteType, now.SiteType), emptied.Length == 0 ? null : emptied);
    }

    public RegisterEntry Over(RegisterEntry was) => was with
    {
        Permit = Now("permit", Permit, was.Permit),
        Name = Name ?? was.Name,
        Operator = Now("operator", Operator, was.Operator),
        Address = Now("address", Address, was.Address),
        Borough = Now("borough", Borough, was.Borough),
        Postcode = Now("postcode", Postcode, was.Postcode),
        Phone = Now("phone", Phone, was.Phone),
        Status = Now("status", Status, was.Status),
        Capacity = Empty("capacity") ? null : Capacity ?? was.Capacity,
        ValidUntil = Empty("validUntil") ? null : ValidUntil ?? was.ValidUntil,
        Ages = Now("ages", Ages, was.Ages),
        Medication = Now("medication", Medication, was.Medication),
        SiteType = Now("siteType", SiteType, was.SiteType),
    };

    private static string? New(string? was, string? now) => was == now ? null : now;

    private string? Now(string field, string? changed, string? was) => Empty(field) ? null : changed ?? was;

    private bool Empty(string field) => Emptied?.Contains(field) == true;
}
