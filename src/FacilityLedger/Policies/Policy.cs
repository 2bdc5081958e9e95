using FacilityLedger.Facilities;

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
    public required CreditPolicy Credit { get; init; }
    public required IReadOnlyList<DisclosureKind> Disclosures { get; init; }
    public required IReadOnlyList<Standard> Standards { get; init; }
    /// <summary>Procedural rules that an import of an existing register waives, by rule code.</summary>
    public IReadOnlyList<string> ImportWaives { get; init; } = [];
    /// <summary>Whom the public asks and tells, in the order shown.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
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

/// <summary>A domain of inspection with the list that its officers go through.</summary>
public sealed record InspectionDomain : Coded
{
    /// <summary>It touches the children's safety and health: a plan inspects every institution in it, and draws none (优化营商环境条例 54).</summary>
    public bool FullCoverage { get; init; }
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];
}

/// <summary>One question of a checklist; <see cref="Sourced.Source"/> is what asks it.</summary>
public sealed record ChecklistItem : Coded
{
    /// <summary>The row of the violation catalogue that a "no" points to; null where it is none by itself.</summary>
    public string? Violation { get; init; }
}

/// <summary>Tickets in a draw of institutions with this credit grade (<see cref="Coded.Code"/>); <see cref="Sourced.Source"/> is the law that lets grades weigh.</summary>
public sealed record DrawWeight : Coded
{
    /// <summary>At least 1.</summary>
    public required int Weight { get; init; }
}

/// <summary>A body of annex 2, a town, or another body that acts on facilities.</summary>
public sealed record Department : Coded
{
    /// <summary>What it is there for, as annex 2 has it.</summary>
    public Words? Duty { get; init; }
    /// <summary>Commands it may give, exact or with a trailing <c>*</c>: <c>filing.*</c>.</summary>
    public required IReadOnlyList<Grant> Commands { get; init; }
    /// <summary>Inspection domains in which it may inspect, record violations and penalise.</summary>
    public IReadOnlyList<Grant> Domains { get; init; } = [];
    /// <summary>Kinds of penalty that it may impose, where the violation and the procedure allow them.</summary>
    public IReadOnlyList<Grant> Penalties { get; init; } = [];
    /// <summary>Clause that denies it everything not listed.</summary>
    public required string Denies { get; init; }
    /// <summary>For a town or street: the division to which it is confined.</summary>
    public string? Territory { get; init; }

    /// <summary>What lets the department give the command <paramref name="command"/>, e.g. <c>filing.receipt</c>; null where nothing does.</summary>
    public Grant? Allowing(string command) => Commands.FirstOrDefault(x => x.Allows(command));

    public bool May(string command) => Allowing(command) is not null;

    public bool Covers(string domain) => Domains.Any(x => x.Code == domain);
}

/// <summary>One thing that a department may do (a command, a domain, a kind of penalty), with the clause that lets it.</summary>
public sealed record Grant : Sourced
{
    public required string Code { get; init; }

    internal bool Allows(string command) => Code == command || Code.EndsWith('*') && command.StartsWith(Code[..^1], StringComparison.Ordinal);
}

/// <summary>A town or street, with the days between which its code is valid.</summary>
public sealed record Division : Coded
{
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>Legal nature of an institution (事业单位, 社会服务机构, 企业) with the authorities that may register it.</summary>
public sealed record Nature : Coded
{
    /// <summary>Codes of departments that may be named as registration authority (clause 10).</summary>
    public required IReadOnlyList<string> Authorities { get; init; }
    /// <summary>First two signs of the credit code that go with it; another prefix is a warning.</summary>
    public required IReadOnlyList<string> UsccPrefixes { get; init; }
    /// <summary>Clock of the decision on an application; null where no term is set.</summary>
    public string? DecisionClock { get; init; }
    /// <summary>Clock of the decision once it was prolonged, from the application on; null where it cannot be.</summary>
    public string? ExtensionClock { get; init; }
    /// <summary>Clock of the application for a change of registration, from the day of the change on.</summary>
    public string? ChangeClock { get; init; }
    /// <summary>Clock of the application for the cancellation, from the end of the liquidation on.</summary>
    public string? EndClock { get; init; }
    /// <summary>Clock of the longest dormancy (歇业); null where the nature knows none.</summary>
    public string? DormancyClock { get; init; }
    /// <summary>Department whose approval comes before the registration (县政策 附件2); null where none does.</summary>
    public string? ApprovedBy { get; init; }
    /// <summary>Whether an application names a professional supervisory unit (业务主管单位).</summary>
    public bool Sponsored { get; init; }

    /// <summary>Codes of the clocks that it names.</summary>
    public IEnumerable<(string Member, string Code)> Clocks =>
        new[] { ("decisionClock", DecisionClock), ("extensionClock", ExtensionClock), ("changeClock", ChangeClock), ("endClock", EndClock), ("dormancyClock", DormancyClock) }
            .Where(x => x.Item2 is not null).Select(x => (x.Item1, x.Item2!));
    /// <summary>Yearly reports that it owes from its registration on: <c>enterprise</c> for the clock <c>annual-report-enterprise</c>.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];
}

/// <summary>Kind of institution (托育机构, 幼儿园托班).</summary>
public sealed record Kind : Coded
{
    /// <summary>Departments that each give a receipt of its filing; a kindergarten class needs two (县政策 3).</summary>
    public required IReadOnlyList<string> FilingAuthorities { get; init; }
    /// <summary>Children that it may have in all (家庭托育点); null where only its classes are limited.</summary>
    public int? MaxChildren { get; init; }
    /// <summary>Class group by which all its classes are judged, whatever their type; null where each is judged by its own.</summary>
    public string? ClassGroup { get; init; }
    /// <summary>A registered scope of this kind contains one of these; none: those of the policy.</summary>
    public IReadOnlyList<string> ScopeWords { get; init; } = [];
    /// <summary>Codes of the standards of operation that do not reach it.</summary>
    public IReadOnlyList<string> Waives { get; init; } = [];
}

/// <summary>A material of the filing.</summary>
public sealed record Material : Coded
{
    /// <summary><c>always</c>, <c>meals</c> (only if meals are served) or <c>optional</c>.</summary>
    public required string Needed { get; init; }
    /// <summary>Months for which it is valid where it has a term.</summary>
    public int? ValidMonths { get; init; }
    /// <summary>Departments and bodies that usually issue it; it may come from another.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];
    /// <summary>Clock that starts when it expires or lapses: the term for its replacement.</summary>
    public string? RenewalClock { get; init; }
    /// <summary>Clock that is counted back from its end: by then a renewal is asked for.</summary>
    public string? AskBefore { get; init; }
    /// <summary>Changes of the institution that make it void: <c>address</c>, <c>places</c> (more of them), <c>classes</c> (another type).</summary>
    public IReadOnlyList<string> LapsesOn { get; init; } = [];
}

/// <summary>A condition of the setting standards; <see cref="Sourced.Source"/> is its article.</summary>
public sealed record Condition : Coded
{
    /// <summary>Domain to which it belongs.</summary>
    public required string Domain { get; init; }
    /// <summary>How the ledger works it out from the filing form: <c>lease</c>, <c>class-size</c>, <c>carers</c>, <c>head</c>, <c>guard</c>; null where an officer has to look.</summary>
    public string? Check { get; init; }
    /// <summary>The class group that it is about.</summary>
    public string? ClassGroup { get; init; }
}

/// <summary>A class type with its age in months, its largest size and its ratio of children to one carer.</summary>
public sealed record ClassGroup : Coded
{
    public required int FromMonths { get; init; }
    public required int UntilMonths { get; init; }
    public required int MaxChildren { get; init; }
    public required int ChildrenPerCarer { get; init; }
}

/// <summary>A role of staff.</summary>
public sealed record StaffRole : Coded
{
    /// <summary>Kind of staff that every institution needs and that this role fills: <c>management</c>, <c>care</c>, <c>health</c> or <c>security</c>; null for none of them.</summary>
    public string? Duty { get; init; }
    /// <summary>As whom the standards count it: <c>head</c>, <c>carer</c>, <c>health</c> or <c>guard</c>.</summary>
    public string? Counts { get; init; }
    /// <summary>Codes of the certificates that it needs.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }
}

/// <summary>At least one health worker from a number of children on.</summary>
public sealed record HealthWorkers : Sourced
{
    public required int FromChildren { get; init; }
    /// <summary>One of them works full time.</summary>
    public bool FullTime { get; init; }
}

/// <summary>The highest price of a month, where the government guides it.</summary>
public sealed record GuidedPrice : Coded
{
    /// <summary>Natures that it binds; none: every nature.</summary>
    public IReadOnlyList<string> Natures { get; init; } = [];
    /// <summary>Kinds that it binds; none: every kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    /// <summary>Class group; null: every class.</summary>
    public string? ClassType { get; init; }
    /// <summary>Form of service; null: every form.</summary>
    public string? ServiceForm { get; init; }
    /// <summary>A fee item.</summary>
    public required string Item { get; init; }
    /// <summary>Highest amount of a month, as a decimal string.</summary>
    public required string Most { get; init; }
}

/// <summary>A term: <see cref="N"/> units after its start. <see cref="Unit"/> is <c>workday</c>, <c>day</c>, <c>month</c>, <c>year</c> or <c>hour</c>.</summary>
/// <remarks>A term in hours ends at an instant; where the instant of its start is unknown, only its whole days count.</remarks>
public sealed record Clock : Coded
{
    public required int N { get; init; }
    public required string Unit { get; init; }
    /// <summary>Whose duty it is: a department code, <c>institution</c>, or <c>acting</c> (the department that acted).</summary>
    public required string Owner { get; init; }
    /// <summary>Department that watches over the duty of an institution; null: who ordered it, or the filing authorities.</summary>
    public string? Desk { get; init; }
}

/// <summary>A row of the violation catalogue.</summary>
public sealed record ViolationItem : Coded
{
    public required string Domain { get; init; }
    /// <summary>1 minor, 2 general, 3 serious, 4 grave.</summary>
    public required int Severity { get; init; }
    /// <summary>Departments that may record it, order its rectification and penalise it.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
    /// <summary>The law or regulation on which a penalty rests; never a normative document or a standard alone (行政处罚法 10–16).</summary>
    public required string PenaltyBasis { get; init; }
    /// <summary><c>law</c>, <c>regulation</c> or <c>rule</c>.</summary>
    public required string BasisKind { get; init; }
    /// <summary>Penalty kinds that the department may impose, see <see cref="Policy.PenaltyKinds"/>.</summary>
    public required IReadOnlyList<string> Penalties { get; init; }
    /// <summary>When each kind is reached and within which range; none where the catalogue knows no ranges.</summary>
    public IReadOnlyList<PenaltyStep> Ladder { get; init; } = [];
    /// <summary>Usual days for correction; 0 means at once.</summary>
    public int? Days { get; init; }
}

/// <summary>A rung of a violation's ladder: a kind of penalty, when it is reached, and its range.</summary>
public sealed record PenaltyStep
{
    public required string Kind { get; init; }
    /// <summary><c>base</c>; <c>refused</c>: only after a verified refusal to correct; <c>serious</c>: only where the circumstances are serious (情节严重).</summary>
    public string When { get; init; } = "base";
    /// <summary>Lowest amount, as a decimal string; null where the law sets none.</summary>
    public string? Lowest { get; init; }
    /// <summary>Highest amount, as a decimal string; null where the law sets none.</summary>
    public string? Highest { get; init; }
    /// <summary>The range as multiples of something measured; then it has no fixed amounts.</summary>
    public PenaltyTimes? Times { get; init; }
    /// <summary>The only departments of the violation that may impose it; none: all of them.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
}

/// <summary>A range in multiples: three to five times the unlawful gains.</summary>
public sealed record PenaltyTimes
{
    /// <summary>Smallest multiple, a decimal string; null where the law sets none.</summary>
    public string? Lowest { get; init; }
    /// <summary>Largest multiple, a decimal string: <c>0.04</c> is four per cent.</summary>
    public required string Highest { get; init; }
    /// <summary>What is measured: <c>gains</c>, <c>turnover</c>, <c>goods</c>, <c>contract</c>, <c>cost</c>, <c>income</c>, <c>advertising</c>, <c>funds</c> in the policy's currency, or <c>workers</c> as their number.</summary>
    public required string Of { get; init; }
}

public sealed record PenaltyKind : Coded
{
    /// <summary>Whether the summary procedure may impose it.</summary>
    public bool Summary { get; init; }
    /// <summary>Largest amount in the summary procedure, as a decimal string.</summary>
    public string? SummaryLimit { get; init; }
    /// <summary>Whether it has an amount.</summary>
    public bool Amount { get; init; }
    /// <summary>A grave one: legally reviewed and decided collectively (行政处罚法 57、58、63).</summary>
    public bool Grave { get; init; }
    /// <summary>The only departments that may impose it, as detention is the police's alone (行政处罚法 18); empty: any that the violation names.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
}

public sealed record CreditPolicy : Sourced
{
    public required int Opening { get; init; }
    public required int Lowest { get; init; }
    public required int Highest { get; init; }
    public required IReadOnlyList<CreditGrade> Grades { get; init; }
    public required IReadOnlyList<CreditRule> Rules { get; init; }
    /// <summary>Calendar days after a missed due day before it may count against credit: so long an act that was done in time may still be entered.</summary>
    public required int GraceDays { get; init; }
}

/// <summary>A grade from its threshold on.</summary>
public sealed record CreditGrade : Coded
{
    public required int From { get; init; }
}

/// <summary>A change of credit with the kind of cause it needs: <c>penalty</c>, <c>overdue</c>, <c>refusal</c>, <c>award</c>, <c>repair</c>.</summary>
public sealed record CreditRule : Coded
{
    public required int Delta { get; init; }
    public required string Cause { get; init; }
    /// <summary>Lowest severity of the violation behind the cause to which it applies.</summary>
    public int FromSeverity { get; init; } = 1;
}

/// <summary>A kind of thing that may be disclosed: the allow-list of its fields, its basis and its term.</summary>
public sealed record DisclosureKind : Coded
{
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>Published with its fact, without an officer's act.</summary>
    public bool Auto { get; init; }
    /// <summary>Longest term in months; null means as long as the fact stands.</summary>
    public int? Months { get; init; }
    /// <summary>Clock within which an officer publishes it, where it is not published with its fact.</summary>
    public string? Clock { get; init; }
}

/// <summary>A body or a hotline that the public may call.</summary>
public sealed record Contact : Coded
{
    /// <summary>As it is dialled there: <c>12345</c>, <c>0533-0000000</c>.</summary>
    public required string Phone { get; init; }
}

/// <summary>What a register writes (<see cref="Coded.Code"/>), as people read it.</summary>
public sealed record GlossaryEntry : Coded
{
    /// <summary>How it is meant where it is a status: <c>ok</c>, <c>warn</c>, <c>bad</c> or <c>info</c>; null for a plain word.</summary>
    public string? Tone { get; init; }
}

/// <summary>An assessment standard: its indicators and its grades.</summary>
public sealed record Standard : Coded
{
    public required IReadOnlyList<Dimension> Dimensions { get; init; }
    public required IReadOnlyList<StandardGrade> Grades { get; init; }
    /// <summary>Grade when a veto item failed.</summary>
    public required string VetoGrade { get; init; }
    public required int ValidMonths { get; init; }

    public IEnumerable<Indicator> Indicators => Dimensions.SelectMany(x => x.Indicators);
    public int Total => Dimensions.Sum(x => x.Points);
}

public sealed record Dimension : Coded
{
    public required int Points { get; init; }
    public required IReadOnlyList<Indicator> Indicators { get; init; }
}

/// <summary>One indicator; the points of a dimension's indicators add up to the dimension's points.</summary>
public sealed record Indicator : Coded
{
    public required int Points { get; init; }
    /// <summary>A base-line indicator: failing it vetoes the grade.</summary>
    public bool Veto { get; init; }
}

public sealed record StandardGrade(string Grade, int From);
