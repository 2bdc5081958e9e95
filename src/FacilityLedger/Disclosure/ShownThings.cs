namespace FacilityLedger.Disclosure;

/// <summary>A published inspection of this ledger.</summary>
/// <param name="Result">A code of <c>CompleteInspection</c>.</param>
/// <param name="Problems">Items of the catalogue.</param>
public sealed record ShownInspection(DateOnly On, string? Result, IReadOnlyList<string> Domains, IReadOnlyList<string> Departments, IReadOnlyList<string> Problems, long Entry)
{
    public static ShownInspection Of(Publication x) => new(x.Day("date") ?? x.From, x.Text("result"), x.Texts("domains"), x.Texts("departments"), x.Texts("problems"), x.Version);
}

/// <summary>What a register reports of one day: several lines where it has several.</summary>
public sealed record ShownVisit(DateOnly On, string? Type, IReadOnlyList<string> Summaries, long Entry)
{
    public static IEnumerable<ShownVisit> Of(IEnumerable<Publication> visits) => visits.GroupBy(x => (On: x.Day("date") ?? x.From, Type: x.Text("type")))
        .Select(x => new ShownVisit(x.Key.On, x.Key.Type, [.. x.OrderBy(v => v.Number("ordinal")).Select(v => v.Text("summary")).OfType<string>()], x.Min(v => v.Version)));
}

/// <summary>A published violation: of this ledger (an item of the catalogue with its state), or of a register (its own words).</summary>
/// <param name="State">As published: the ledger may know more by now, the public does not.</param>
/// <param name="Reported">What the register says of it; no officer of this ledger has verified that.</param>
public sealed record ShownViolation(
    string? Item, string? Summary, string? Clause, int? Severity, string? Category, DateOnly? Found, DateOnly? Due, string? State, string? Reported, DateOnly? VerifiedOn, long Entry)
{
    private static readonly string[] Unresolved = ["open", "overdue", "refused"];

    public bool IsOpen => Unresolved.Contains(State);
    public bool IsOverdue => State is "overdue" or "refused";
    public bool IsPutRight => State == "put-right";

    public static ShownViolation Of(Publication x) => new(
        x.Text("item"), x.Text("summary"), x.Text("code"), x.Number("severity") is >= 1 and <= 4 and var level ? level : null, x.Text("category"),
        x.Day("found") ?? x.Day("date"), x.Day("due"), x.Text("state"), x.Text("reportedStatus"), x.Day("verifiedOn"), x.Version);
}

/// <summary>A published penalty.</summary>
/// <param name="Kinds">Each with its amount, where it has one.</param>
/// <param name="Problems">Items of the catalogue that it penalises.</param>
/// <param name="Class">Class of the breach.</param>
/// <param name="RepairFrom">First day on which a repair may end its being shown; null where none may, or nothing is said of it.</param>
/// <param name="Until">Last day on which it is shown.</param>
public sealed record ShownPenalty(string? Number, IReadOnlyList<string> Problems, IReadOnlyList<(string Kind, decimal? Amount)> Kinds, DateOnly DecidedOn, string? Class, DateOnly? RepairFrom, DateOnly? Until, long Entry)
{
    public static ShownPenalty Of(Publication x) => new(x.Text("number"), x.Texts("problems"), [.. x.Objects("penalties").Where(p => p.Text("kind") is not null).Select(p => (p.Text("kind")!, p.Amount("amount")))], x.Day("decidedOn") ?? x.From, x.Text("class"), x.Day("repairFrom"), x.Until, x.Version);
}

/// <summary>A published assessment.</summary>
/// <param name="Snapshot">SHA-256 of all that the result follows from.</param>
public sealed record ShownAssessment(string? Grade, int? Points, IReadOnlyDictionary<string, int> Dimensions, DateOnly On, string? Standard, string? Snapshot, long Entry)
{
    public static ShownAssessment Of(Publication x) => new(
        x.Text("grade"), x.Number("points"), x.Pairs("dimensions", "code", "points").DistinctBy(d => d.Code).ToDictionary(d => d.Code, d => d.Number, StringComparer.Ordinal),
        x.Day("frozenOn") ?? x.From, x.Text("standard"), x.Text("snapshot"), x.Version);
}

/// <summary>The classes of one type taken together.</summary>
/// <param name="Capacity">Children that they are meant for; null unless every class says so.</param>
public sealed record ShownClasses(string Type, int Classes, int Children, int? Capacity)
{
    public static IReadOnlyList<ShownClasses> Of(Publication x)
    {
        var meant = x.Pairs("classes", "type", "capacity").ToLookup(c => c.Code, c => c.Number, StringComparer.Ordinal);
        return [.. x.Pairs("classes", "type", "children").GroupBy(c => c.Code, StringComparer.Ordinal)
            .Select(g => new ShownClasses(g.Key, g.Count(), g.Sum(c => c.Number), meant[g.Key].Count() == g.Count() ? meant[g.Key].Sum() : null))];
    }
}

/// <summary>A published fee.</summary>
/// <param name="ClassType">Null: the same for all classes.</param>
public sealed record ShownFee(string Item, decimal Amount, string? ServiceForm, string? ClassType, string? Period)
{
    public static IReadOnlyList<ShownFee> Of(Publication x) => [.. x.Objects("fees").Where(f => f.Text("item") is not null && f.Amount("amount") is not null)
        .Select(f => new ShownFee(f.Text("item")!, f.Amount("amount")!.Value, f.Text("serviceForm"), f.Text("classType"), f.Text("period")))];
}
