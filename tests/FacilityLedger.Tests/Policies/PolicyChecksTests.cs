using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

/// <summary>Each check is broken once, in the shipped policy of the county.</summary>
public sealed class PolicyChecksTests
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));

    public static TheoryData<string, string> Broken => new(Cases.Select(x => (x.Key, x.Value.Path)));

    private static Dictionary<string, (Func<Policy, Policy> Break, string Path)> Cases { get; } = new(StringComparer.Ordinal)
    {
        ["slug"] = (p => p with { Jurisdiction = "Yiyuan County" }, "$.jurisdiction"),
        ["zone"] = (p => p with { TimeZone = "China Standard Time" }, "$.timeZone"),
        ["calendar"] = (p => p with { Calendar = "moon" }, "$.calendar"),
        ["currency"] = (p => p with { Currency = "yuan" }, "$.currency"),
        ["regime"] = (p => p with { AccessRegime = "grace" }, "$.accessRegime"),
        ["version"] = (p => p with { Version = " " }, "$.version"),
        ["department twice"] = (p => p with { Departments = First(p.Departments, x => x with { Code = "SP" }) }, "$.departments[1].code"),
        ["rule twice"] = (p => p with { Credit = p.Credit with { Rules = First(p.Credit.Rules, x => x with { Code = "CR-02" }) } }, "$.credit.rules[1].code"),
        ["indicator twice"] = (p => Dimension(p, x => x with { Indicators = First(x.Indicators, y => y with { Code = x.Indicators[1].Code }) }), "$.standards[0].dimensions[0].indicators[1].code"),
        ["indicator in two dimensions"] = (p => Dimension(p, x => x with { Indicators = First(x.Indicators, y => y with { Code = "7.2.1" }) }), "$.standards[0].dimensions"),
        ["field twice"] = (p => p with { Disclosures = First(p.Disclosures, x => x with { Fields = ["name", "name"] }) }, "$.disclosures[0].fields[1]"),
        ["waiver twice"] = (p => p with { ImportWaives = ["a", "a"] }, "$.importWaives[1]"),
        ["command twice"] = (p => Department(p, x => x with { Commands = Grants("a.b", "a.b") }), "$.departments[0].commands[1].code"),
        ["no code"] = (p => p with { Kinds = First(p.Kinds, x => x with { Code = "" }) }, "$.kinds[0].code"),
        ["no name"] = (p => p with { Kinds = First(p.Kinds, x => x with { Name = new Words("", "Institution") }) }, "$.kinds[0].name.zh"),
        ["no source"] = (p => p with { Kinds = First(p.Kinds, x => x with { Source = " " }) }, "$.kinds[0].source"),
        ["command"] = (p => Department(p, x => x with { Commands = Grants("*") }), "$.departments[0].commands[0].code"),
        ["domain of a department"] = (p => Department(p, x => x with { Domains = Grants("CARE", "NONE") }), "$.departments[0].domains[1]"),
        ["penalty of a department"] = (p => Department(p, x => x with { Penalties = Grants("NONE") }), "$.departments[0].penalties[0]"),
        ["grant without a clause"] = (p => Department(p, x => x with { Commands = [new() { Code = "a.b", Source = " " }] }), "$.departments[0].commands[0].source"),
        ["territory"] = (p => Department(p, x => x with { Territory = "370323100" }), "$.departments[0].territory"),
        ["authority"] = (p => p with { Natures = First(p.Natures, x => x with { Authorities = ["ZZ"] }) }, "$.natures[0].authorities[0]"),
        ["clock of a nature"] = (p => p with { Natures = First(p.Natures, x => x with { ChangeClock = "never" }) }, "$.natures[0].changeClock"),
        ["an extension of no term"] = (p => p with { Natures = First(p.Natures, x => x with { DecisionClock = null, ExtensionClock = "registration-public" }) }, "$.natures[0].extensionClock"),
        ["approval by who may not"] = (p => p with { Natures = First(p.Natures, x => x with { ApprovedBy = "LX" }) }, "$.natures[0].approvedBy"),
        ["children of a kind"] = (p => p with { Kinds = First(p.Kinds, x => x with { MaxChildren = 0 }) }, "$.kinds[0].maxChildren"),
        ["a term that does not say what a day off does"] = (p => p with { Clocks = [.. p.Clocks.Select(x => x.Code == "rectification" ? x with { WhenDayOff = null } : x)] }, "$.clocks[5].whenDayOff"),
        ["a term of working days that says it"] = (p => p with { Clocks = First(p.Clocks, x => x with { WhenDayOff = p.Clocks.First(y => y.WhenDayOff is not null).WhenDayOff }) }, "$.clocks[0].whenDayOff"),
        ["what a day off does"] = (p => p with { Clocks = [.. p.Clocks.Select(x => x.Code == "rectification" ? x with { WhenDayOff = x.WhenDayOff! with { Ends = "moves" } } : x)] }, "$.clocks[5].whenDayOff.ends"),
        ["a day off without a source"] = (p => p with { Clocks = [.. p.Clocks.Select(x => x.Code == "rectification" ? x with { WhenDayOff = x.WhenDayOff! with { Source = " " } } : x)] }, "$.clocks[5].whenDayOff.source"),
        ["validity"] = (p => p with { Divisions = First(p.Divisions, x => x with { ValidFrom = new(2020, 1, 2), ValidUntil = new(2020, 1, 1) }) }, "$.divisions[0].validUntil"),
        ["need"] = (p => p with { Materials = First(p.Materials, x => x with { Needed = "perhaps" }) }, "$.materials[0].needed"),
        ["validity of a material"] = (p => p with { Materials = First(p.Materials, x => x with { ValidMonths = 0 }) }, "$.materials[0].validMonths"),
        ["issuer"] = (p => Material(p, x => x with { Issuers = ["ZZ"] }), "$.materials[0].issuers[0]"),
        ["renewal of a material"] = (p => Material(p, x => x with { RenewalClock = "never" }), "$.materials[0].renewalClock"),
        ["renewal by nobody"] = (p => Material(p, x => x with { RenewalClock = "rectification-verification" }), "$.materials[0].renewalClock"),
        ["renewal asked in working days"] = (p => Material(p, x => x with { AskBefore = "filing-supplement" }), "$.materials[0].askBefore"),
        ["lapse"] = (p => Material(p, x => x with { LapsesOn = ["address", "weather"] }), "$.materials[0].lapsesOn[1]"),
        ["field of the form"] = (p => p with { FilingFields = First(p.FilingFields, x => x with { Code = "weather" }) }, "$.filingFields[0].code"),
        ["domain of a condition"] = (p => Condition(p, x => x with { Domain = "NONE" }), "$.conditions[0].domain"),
        ["check of a condition"] = (p => Condition(p, x => x with { Check = "guess" }), "$.conditions[0].check"),
        ["class group of a condition"] = (p => Condition(p, x => x with { ClassGroup = "TODDLER" }), "$.conditions[0].classGroup"),
        ["a condition named as a material"] = (p => Condition(p, x => x with { Code = "FM1" }), "$.conditions[0].code"),
        ["receipts without a number"] = (p => p with { ReceiptPattern = "370323-{year}" }, "$.receiptPattern"),
        ["ages"] = (p => p with { ClassGroups = First(p.ClassGroups, x => x with { UntilMonths = x.FromMonths }) }, "$.classGroups[0].untilMonths"),
        ["size"] = (p => p with { ClassGroups = First(p.ClassGroups, x => x with { ChildrenPerCarer = 0 }) }, "$.classGroups[0].maxChildren"),
        ["duty of staff"] = (p => p with { StaffRoles = First(p.StaffRoles, x => x with { Duty = "gardening" }) }, "$.staffRoles[0].duty"),
        ["as whom a role counts"] = (p => p with { StaffRoles = First(p.StaffRoles, x => x with { Counts = "gardener" }) }, "$.staffRoles[0].counts"),
        ["certificate of a role"] = (p => p with { StaffRoles = First(p.StaffRoles, x => x with { Certificates = ["NONE"] }) }, "$.staffRoles[0].certificates[0]"),
        ["health workers of no source"] = (p => p with { HealthWorkers = First(p.HealthWorkers, x => x with { Source = "" }) }, "$.healthWorkers[0].source"),
        ["health workers from a negative number"] = (p => p with { HealthWorkers = First(p.HealthWorkers, x => x with { FromChildren = -1 }) }, "$.healthWorkers[0].fromChildren"),
        ["health workers that do not ascend"] = (p => p with { HealthWorkers = First(p.HealthWorkers, x => x with { FromChildren = 150 }) }, "$.healthWorkers[1].fromChildren"),
        ["nature of a price"] = (p => Price(p, x => x with { Natures = ["NONE"] }), "$.guidedPrices[0].natures[0]"),
        ["kind of a price"] = (p => Price(p, x => x with { Kinds = ["NONE"] }), "$.guidedPrices[0].kinds[0]"),
        ["class of a price"] = (p => Price(p, x => x with { ClassType = "NONE" }), "$.guidedPrices[0].classType"),
        ["item of a price"] = (p => Price(p, x => x with { Item = "NONE" }), "$.guidedPrices[0].item"),
        ["amount of a price"] = (p => Price(p, x => x with { Most = "1200" }), "$.guidedPrices[0].most"),
        ["report without a clock"] = (p => p with { Natures = First(p.Natures, x => x with { Reports = ["weather"] }) }, "$.natures[0].reports[0]"),
        ["desk of a clock"] = (p => Clock(p, x => x with { Desk = "ZZ" }), "$.clocks[0].desk"),
        ["negative term"] = (p => Clock(p, x => x with { N = -1 }), "$.clocks[0].n"),
        ["unit"] = (p => Clock(p, x => x with { Unit = "week" }), "$.clocks[0].unit"),
        ["owner"] = (p => Clock(p, x => x with { Owner = "party" }), "$.clocks[0].owner"),
        ["needed clock"] = (p => p with { Clocks = [.. p.Clocks.Skip(1)] }, "$.clocks"),
        ["clock of a disclosure"] = (p => p with { Disclosures = First(p.Disclosures, x => x with { Clock = "never" }) }, "$.disclosures[0].clock"),
        ["term of a disclosure"] = (p => p with { Disclosures = First(p.Disclosures, x => x with { Months = 0 }) }, "$.disclosures[0].months"),
        ["telephone"] = (p => p with { Contacts = First(p.Contacts, x => x with { Phone = "call us" }) }, "$.contacts[0].phone"),
        ["remedy without a clock"] = (p => p with { Remedies = First(p.Remedies, x => x with { Code = "never" }) }, "$.remedies[0]"),
        ["tone of a word"] = (p => p with { Glossary = [new() { Code = "Open", Name = new("开放", "Open"), Source = "register", Tone = "green" }] }, "$.glossary[0].tone"),
        ["word twice"] = (p => p with { Glossary = [.. Enumerable.Repeat(new GlossaryEntry { Code = "Open", Name = new("开放", "Open"), Source = "register" }, 2)] }, "$.glossary[1].code"),
        ["domain of a violation"] = (p => Violation(p, x => x with { Domain = "NONE" }), "$.violations[0].domain"),
        ["a domain that nobody inspects"] = (p => p with { Departments = [.. p.Departments.Select(x => x with { Domains = [.. x.Domains.Where(y => y.Code != "REG")] })] }, "$.violations[0].domain"),
        ["severity"] = (p => Violation(p, x => x with { Severity = 5 }), "$.violations[0].severity"),
        ["days"] = (p => Violation(p, x => x with { Days = -1 }), "$.violations[0].days"),
        ["a standard as basis"] = (p => Violation(p, x => x with { BasisKind = "standard" }), "$.violations[0].basisKind"),
        ["no basis"] = (p => Violation(p, x => x with { PenaltyBasis = "" }), "$.violations[0].penaltyBasis"),
        ["a normative document cited as law"] = (p => Violation(p, x => x with { PenaltyBasis = "25号文 9" }), "$.violations[0].penaltyBasis"),
        ["a document number cited as law"] = (p => Violation(p, x => x with { PenaltyBasis = "国卫人口发〔2019〕58号" }), "$.violations[0].penaltyBasis"),
        ["a standard cited as law"] = (p => Violation(p, x => x with { PenaltyBasis = "WS/T 821—2023 9.4.3" }), "$.violations[0].penaltyBasis"),
        ["nobody"] = (p => Violation(p, x => x with { Departments = [] }), "$.violations[0].departments"),
        ["department of a violation"] = (p => Violation(p, x => x with { Departments = ["SC", "ZZ"] }), "$.violations[0].departments[1]"),
        ["a department that may not record"] = (p => Violation(p, x => x with { Departments = ["LX"] }), "$.violations[0].departments[0]"),
        ["penalty of a violation"] = (p => Violation(p, x => x with { Penalties = ["ZZ"] }), "$.violations[0].penalties[0]"),
        ["detention by another than the police"] = (p => Violation(p, x => x with { Penalties = ["G", "DT"] }), "$.violations[0].penalties[1]"),
        ["a rung to no penalty of the violation"] = (p => Rung(p, x => x with { Kind = "W" }), "$.violations[0].ladder[0].kind"),
        ["a rung reached by weather"] = (p => Rung(p, x => x with { When = "weather" }), "$.violations[0].ladder[0].when"),
        ["lowest without places"] = (p => Rung(p, x => x with { Lowest = "5000" }), "$.violations[0].ladder[0].lowest"),
        ["a range upside down"] = (p => Rung(p, x => x with { Lowest = "2.00", Highest = "1.00" }), "$.violations[0].ladder[0].highest"),
        ["a rung of another department"] = (p => Rung(p, x => x with { Departments = ["WJ"] }), "$.violations[0].ladder[0].departments[0]"),
        ["multiples beside amounts"] = (p => Rung(p, x => x with { Lowest = "1.00", Times = new() { Highest = "3", Of = "gains" } }), "$.violations[0].ladder[0].times"),
        ["multiples of the weather"] = (p => Rung(p, x => x with { Times = new() { Highest = "3", Of = "weather" } }), "$.violations[0].ladder[0].times.of"),
        ["a multiple that is no number"] = (p => Rung(p, x => x with { Times = new() { Highest = "three", Of = "gains" } }), "$.violations[0].ladder[0].times.highest"),
        ["multiples upside down"] = (p => Rung(p, x => x with { Times = new() { Lowest = "5", Highest = "3", Of = "gains" } }), "$.violations[0].ladder[0].times.lowest"),
        ["a penalty without a rung"] = (p => Violation(p, x => x with { Ladder = [x.Ladder[0]] }), "$.violations[0].penalties[1]"),
        ["limit without places"] = (p => p with { PenaltyKinds = First(p.PenaltyKinds, x => x with { SummaryLimit = "3000" }) }, "$.penaltyKinds[0].summaryLimit"),
        ["limit without summary"] = (p => p with { PenaltyKinds = First(p.PenaltyKinds, x => x with { Summary = false, SummaryLimit = "3000.00" }) }, "$.penaltyKinds[0].summaryLimit"),
        ["department of a penalty kind"] = (p => p with { PenaltyKinds = First(p.PenaltyKinds, x => x with { Departments = ["ZZ"] }) }, "$.penaltyKinds[0].departments[0]"),
        ["incident type twice"] = (p => Incident(p, x => x with { Code = "INFECT" }), "$.incidentTypes[1].code"),
        ["channel twice"] = (p => p with { ComplaintChannels = First(p.ComplaintChannels, x => x with { Code = "PETITION" }) }, "$.complaintChannels[1].code"),
        ["domain of an incident"] = (p => Incident(p, x => x with { Domain = "NONE" }), "$.incidentTypes[0].domain"),
        ["an incident reported in days"] = (p => Incident(p, x => x with { ReportClock = "rectification" }), "$.incidentTypes[0].reportClock"),
        ["transfer to nobody"] = (p => Incident(p, x => x with { TransferTo = ["GA", "ZZ"] }), "$.incidentTypes[0].transferTo[1]"),
        ["transfer without a clock"] = (p => Incident(p, x => x with { TransferClock = null }), "$.incidentTypes[0].transferClock"),
        ["suspension without a clock"] = (p => Incident(p, x => x with { Suspension = x.Suspension! with { Clock = "never" } }), "$.incidentTypes[0].suspension.clock"),
        ["suspension by who may not"] = (p => Incident(p, x => x with { Suspension = x.Suspension! with { Clock = "abuse-transfer" } }), "$.incidentTypes[0].suspension.clock"),
        ["suspension without an article"] = (p => Incident(p, x => x with { Suspension = x.Suspension! with { Basis = " " } }), "$.incidentTypes[0].suspension.basis"),
        ["who records and cannot transfer"] = (p => Department(p, x => x with { Commands = Grants("incident.report") }), "$.departments[0].commands"),
        ["credit source"] = (p => p with { Credit = p.Credit with { Source = "" } }, "$.credit.source"),
        ["opening"] = (p => p with { Credit = p.Credit with { Opening = 101 } }, "$.credit.opening"),
        ["grades that ascend"] = (p => p with { Credit = p.Credit with { Grades = [.. p.Credit.Grades.Reverse()] } }, "$.credit.grades[1].from"),
        ["scores without a grade"] = (p => p with { Credit = p.Credit with { Grades = [p.Credit.Grades[0]] } }, "$.credit.grades[0].from"),
        ["no grades"] = (p => p with { Credit = p.Credit with { Grades = [] } }, "$.credit.grades"),
        ["a grade out of reach"] = (p => p with { Credit = p.Credit with { Grades = First(p.Credit.Grades, x => x with { From = 101 }) } }, "$.credit.grades[0].from"),
        ["cause"] = (p => Rule(p, x => x with { Cause = "weather" }), "$.credit.rules[0].cause"),
        ["a penalty that raises"] = (p => Rule(p, x => x with { Delta = 5 }), "$.credit.rules[0].delta"),
        ["an award that lowers"] = (p => Rule(p, x => x with { Cause = "award" }), "$.credit.rules[0].delta"),
        ["severity of a rule"] = (p => Rule(p, x => x with { FromSeverity = 0 }), "$.credit.rules[0].fromSeverity"),
        ["a constraint without a law"] = (p => p with { Credit = p.Credit with { Grades = First(p.Credit.Grades, x => x with { Measures = [new() { Code = "M", Name = new("约束", "Constraint"), Source = "县政策 13", Constraint = true }] }) } }, "$.credit.grades[0].measures[0].source"),
        ["shortest term of a class"] = (p => Regime(p, x => x with { Classes = First(x.Classes, k => k with { ShortestClock = "never" }) }), "$.credit.regimes[0].classes[0].shortestClock"),
        ["longest term of a class"] = (p => Regime(p, x => x with { Classes = First(x.Classes, k => k with { LongestClock = "never" }) }), "$.credit.regimes[0].classes[0].longestClock"),
        ["penalty of a class"] = (p => Regime(p, x => x with { Classes = First(x.Classes, k => k with { Penalties = [new() { Kind = "ZZ" }] }) }), "$.credit.regimes[0].classes[0].penalties[0].kind"),
        ["amount of a class"] = (p => Regime(p, x => x with { Classes = First(x.Classes, k => k with { Penalties = [new() { Kind = "F", FromAmount = "10000" }] }) }), "$.credit.regimes[0].classes[0].penalties[0].fromAmount"),
        ["severity of a class"] = (p => Regime(p, x => x with { Classes = First(x.Classes, k => k with { FromSeverity = 5 }) }), "$.credit.regimes[0].classes[0].fromSeverity"),
        ["a regime of no class"] = (p => Regime(p, x => x with { Classes = [] }), "$.credit.regimes[0].classes"),
        ["a regime upside down"] = (p => Regime(p, x => x with { Until = x.From.AddDays(-1) }), "$.credit.regimes[0].until"),
        ["two regimes on one day"] = (p => Regime(p, x => x with { From = new(2026, 3, 31) }), "$.credit.regimes[0].from"),
        ["a kind that cannot be repaired"] = (p => p with { Credit = p.Credit with { Repair = p.Credit.Repair! with { Excluded = [new() { Code = "ZZ", Name = new("无", "None"), Source = "test" }] } } }, "$.credit.repair.excluded[0].code"),
        ["a list that empowers nobody"] = (p => p with { Credit = p.Credit with { SeriousBreachMethods = [new() { Code = "L", Name = new("名单", "List"), Source = "test", Departments = [] }] } }, "$.credit.seriousBreachMethods[0].departments"),
        ["points that do not add up"] = (p => Dimension(p, x => x with { Points = 99 }), "$.standards[0].dimensions[0].points"),
        ["negative points"] = (p => Dimension(p, x => x with { Indicators = First(x.Indicators, y => y with { Points = -1 }) }), "$.standards[0].dimensions[0].indicators[0].points"),
        ["veto grade"] = (p => Standard(p, x => x with { VetoGrade = "E" }), "$.standards[0].vetoGrade"),
        ["validity of a grade"] = (p => Standard(p, x => x with { ValidMonths = 0 }), "$.standards[0].validMonths"),
        ["grade twice"] = (p => Standard(p, x => x with { Grades = [new("A", 900), new("D", 100), new("D", 0)] }), "$.standards[0].grades"),
        ["grades of a standard"] = (p => Standard(p, x => x with { Grades = [new("A", 900), new("D", 1)] }), "$.standards[0].grades[1].from"),
    };

    [Fact]
    public void the_county_has_no_fault() => Assert.Empty(PolicyChecks.Faults(County));

    [Theory, MemberData(nameof(Broken))]
    public void each_fault_is_found_at_its_path(string name, string path) => Assert.Contains(PolicyChecks.Faults(Cases[name].Break(County)), x => x.Path == path);

    private static List<T> First<T>(IReadOnlyList<T> items, Func<T, T> change) => [change(items[0]), .. items.Skip(1)];

    private static IReadOnlyList<Grant> Grants(params IEnumerable<string> codes) => [.. codes.Select(x => new Grant { Code = x, Source = "x" })];

    private static Policy Department(Policy p, Func<Department, Department> change) => p with { Departments = First(p.Departments, change) };
    private static Policy Price(Policy p, Func<GuidedPrice, GuidedPrice> change) => p with { GuidedPrices = [change(new() { Code = "GP", Name = new("指导价", "Guided price"), Source = "test", Item = "CARE", Most = "1200.00" })] };
    private static Policy Material(Policy p, Func<Material, Material> change) => p with { Materials = First(p.Materials, change) };
    private static Policy Condition(Policy p, Func<Condition, Condition> change) => p with { Conditions = First(p.Conditions, change) };
    private static Policy Clock(Policy p, Func<Clock, Clock> change) => p with { Clocks = First(p.Clocks, change) };
    private static Policy Incident(Policy p, Func<IncidentType, IncidentType> change) => p with { IncidentTypes = First(p.IncidentTypes, change) };
    private static Policy Violation(Policy p, Func<ViolationItem, ViolationItem> change) => p with { Violations = First(p.Violations, change) };
    private static Policy Rung(Policy p, Func<PenaltyStep, PenaltyStep> change) => Violation(p, x => x with { Ladder = First(x.Ladder, change) });
    private static Policy Rule(Policy p, Func<CreditRule, CreditRule> change) => p with { Credit = p.Credit with { Rules = First(p.Credit.Rules, change) } };
    private static Policy Regime(Policy p, Func<CreditRegime, CreditRegime> change) => p with { Credit = p.Credit with { Regimes = First(p.Credit.Regimes, change) } };
    private static Policy Standard(Policy p, Func<Standard, Standard> change) => p with { Standards = First(p.Standards, change) };
    private static Policy Dimension(Policy p, Func<Dimension, Dimension> change) => Standard(p, x => x with { Dimensions = First(x.Dimensions, change) });
}
