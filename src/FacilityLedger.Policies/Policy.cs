namespace FacilityLedger.Policies;

/// <summary>What a jurisdiction has decided, as data: who may do what, by when, on which ground, and what the public sees. Loaded from <c>policy/*.json</c>.</summary>
/// <remarks>Each entry says where it comes from (<see cref="Sourced.Source"/>) and whether that was read there (<see cref="Sourced.Verified"/>).</remarks>
public sealed record Policy
{
    /// <summary>Permanent slug of the jurisdiction, used in routes and as tenant: <c>370323</c>, <c>us-nyc</c>.</summary>
    public required string Jurisdiction { get; init; }
    /// <summary>Version of this policy, unique in its jurisdiction; every event carries it.</summary>
    public required string Version { get; init; }
    /// <summary>First day on which this version is in force.</summary>
    public required DateOnly EffectiveFrom { get; init; }
    public required Words Name { get; init; }
    /// <summary>The title of the site, e.g. 沂源县托育机构台账.</summary>
    public required Words Title { get; init; }
    /// <summary>What the ledger is about, in a few words under its title.</summary>
    public Words? Tagline { get; init; }
    /// <summary>Code of the division today; codes retire, the slug does not.</summary>
    public required string DivisionCode { get; init; }
    /// <summary>IANA time zone in which days begin and end.</summary>
    public required string TimeZone { get; init; }
    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }
    /// <summary>How an institution enters service: <c>filing</c> (a notice) or <c>licence</c>.</summary>
    public required string AccessRegime { get; init; }
    /// <summary>Whether the clauses on which the rules of the code rest are law here; where they are not, forms name none of them.</summary>
    public bool CitesRules { get; init; }
    /// <summary>Identifier schemes, in the order shown: <c>uscc</c>, <c>nyc-site</c>.</summary>
    public required IReadOnlyList<Coded> Identifiers { get; init; }
    /// <summary>Name of the working-day calendar (<c>cn</c>), or null where Monday to Friday work.</summary>
    public string? Calendar { get; init; }
    public required IReadOnlyList<Department> Departments { get; init; }
    public required IReadOnlyList<Division> Divisions { get; init; }
    public required IReadOnlyList<Nature> Natures { get; init; }
    /// <summary>A registered scope must contain one of these; none where any scope will do (25号文 5).</summary>
    public IReadOnlyList<string> ScopeWords { get; init; } = [];
    public required IReadOnlyList<Kind> Kinds { get; init; }
    public required IReadOnlyList<Material> Materials { get; init; }
    /// <summary>Fields of the filing form that must be stated; what is not is asked for. Codes of <c>FilingForm.Fields</c>.</summary>
    public IReadOnlyList<Coded> FilingFields { get; init; } = [];
    /// <summary>Conditions of the setting standards, as they are checked one by one after a filing.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
    /// <summary>How receipts are numbered: <c>370323-{year}-{n}</c>. A proposal only; any number that is free may be given.</summary>
    public string? ReceiptPattern { get; init; }
    public required IReadOnlyList<ClassGroup> ClassGroups { get; init; }
    /// <summary>Roles of staff; none where the jurisdiction keeps no standard of staff.</summary>
    public IReadOnlyList<StaffRole> StaffRoles { get; init; } = [];
    public IReadOnlyList<Coded> Certificates { get; init; } = [];
    /// <summary>By the number of children, ascending.</summary>
    public IReadOnlyList<HealthWorkers> HealthWorkers { get; init; } = [];
    /// <summary>What may be charged for; nothing else may.</summary>
    public IReadOnlyList<Coded> FeeItems { get; init; } = [];
    public IReadOnlyList<GuidedPrice> GuidedPrices { get; init; } = [];
    public required IReadOnlyList<InspectionDomain> Domains { get; init; }
    /// <summary>Tickets of an institution in a draw, by its credit grade; a grade that is not here has one.</summary>
    public IReadOnlyList<DrawWeight> DrawWeights { get; init; } = [];
    public required IReadOnlyList<Clock> Clocks { get; init; }
    public required IReadOnlyList<ViolationItem> Violations { get; init; }
    public required IReadOnlyList<PenaltyKind> PenaltyKinds { get; init; }
    /// <summary>The first that fits a decision says whether and by when it is made public.</summary>
    public IReadOnlyList<PenaltyPublication> PenaltyPublications { get; init; } = [];
    /// <summary>Kinds of incidents; none where the jurisdiction has no duties about them.</summary>
    public IReadOnlyList<IncidentType> IncidentTypes { get; init; } = [];
    /// <summary>Ways by which a complaint comes that is handled outside the ledger.</summary>
    public IReadOnlyList<Coded> ComplaintChannels { get; init; } = [];
    public required CreditPolicy Credit { get; init; }
    public required IReadOnlyList<DisclosureKind> Disclosures { get; init; }
    public required IReadOnlyList<Standard> Standards { get; init; }
    /// <summary>Procedural rules that an import of an existing register waives, by rule code.</summary>
    public IReadOnlyList<string> ImportWaives { get; init; } = [];
    /// <summary>From where on a register that is taken over is not believed about what it lacks; null for the usual.</summary>
    public RegisterLimits? Register { get; init; }
    /// <summary>Whom the public asks and tells, in the order shown.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    /// <summary>To which body a party takes a decision within which clock: <see cref="Coded.Code"/> is the clock's, <see cref="Coded.Name"/> the body's.</summary>
    public IReadOnlyList<Coded> Remedies { get; init; } = [];
    /// <summary>Words that a register writes into its public fields, by what it writes. What is not in it is shown as it is.</summary>
    public IReadOnlyList<GlossaryEntry> Glossary { get; init; } = [];

    public Department? Department(string code) => Departments.FirstOrDefault(x => x.Code == code);
    public Clock Clock(string code) => Clocks.First(x => x.Code == code);
    public Nature? Nature(string code) => Natures.FirstOrDefault(x => x.Code == code);
    public Kind? Kind(string code) => Kinds.FirstOrDefault(x => x.Code == code);
    public StaffRole? StaffRole(string code) => StaffRoles.FirstOrDefault(x => x.Code == code);
    public Material? Material(string code) => Materials.FirstOrDefault(x => x.Code == code);
    public ClassGroup? ClassGroup(string code) => ClassGroups.FirstOrDefault(x => x.Code == code);
    /// <summary>The group by which a class of an institution of a kind is judged.</summary>
    public ClassGroup? ClassGroupOf(string? kind, string type) => ClassGroup(Kinds.FirstOrDefault(x => x.Code == kind)?.ClassGroup ?? type);
    /// <summary>The groups that an institution of a kind may state: a kind with a group of its own has that one alone.</summary>
    public IEnumerable<ClassGroup> ClassGroupsOf(string? kind) =>
        Kinds.FirstOrDefault(x => x.Code == kind)?.ClassGroup is { } own ? ClassGroups.Where(x => x.Code == own) : ClassGroups.Where(x => Kinds.All(k => k.ClassGroup != x.Code));
    public ViolationItem? Violation(string code) => Violations.FirstOrDefault(x => x.Code == code);
    public IncidentType? IncidentType(string code) => IncidentTypes.FirstOrDefault(x => x.Code == code);
    public DisclosureKind? Disclosure(string code) => Disclosures.FirstOrDefault(x => x.Code == code);
    public Standard? Standard(string code) => Standards.FirstOrDefault(x => x.Code == code);
    /// <summary>What a notice of nonconformity may name.</summary>
    public IEnumerable<Coded> Notifiable => [.. Conditions, .. Violations, .. Materials];
    public InspectionDomain? Domain(string code) => Domains.FirstOrDefault(x => x.Code == code);
    public int DrawWeight(string? grade) => DrawWeights.FirstOrDefault(x => x.Code == grade)?.Weight ?? 1;
    public Words NameOf(string department) => Department(department)?.Name ?? new Words(department, department);
}

/// <summary>Anything of a policy that was taken from somewhere.</summary>
public abstract record Sourced
{
    /// <summary>Instrument and article, e.g. <c>25号文 9</c>.</summary>
    public required string Source { get; init; }
    /// <summary>Whether the source was read; pages of a regulator mark an unverified entry 待核验.</summary>
    public bool Verified { get; init; }
}

public record Coded : Sourced
{
    public required string Code { get; init; }
    public required Words Name { get; init; }
}
