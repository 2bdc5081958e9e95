using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters an institution that the registration authority has registered.</summary>
/// <param name="Uscc">Unified social credit code, GB 32100-2015, 18 signs.</param>
/// <param name="Site">Number of the site under that code: one body may run several.</param>
/// <param name="UsccConfirmation">Number of the certificate, where the code's check sign is wrong and an officer has seen it on the certificate.</param>
/// <param name="Former">Key of the institution before it, when this is a new registration of the same place.</param>
/// <param name="Sponsor">Professional supervisory unit (业务主管单位), where the nature needs one and no application names it.</param>
/// <param name="ApprovalNumber">Number of the document of approval, where the nature needs one and nothing was applied for in the ledger.</param>
public sealed record RegisterFacility(
    string Name, string Uscc, string Nature, string Kind, string Town, string Address, string Authority, string LegalRepresentative, string Scope, DateOnly OccurredOn,
    int Site = 1, string? Phone = null, string? UsccConfirmation = null, string? Former = null, string? ApprovalNumber = null, string? Sponsor = null);

/// <param name="Authority">Department that registered it; the officer who typed may be another.</param>
/// <param name="ApprovalNumber">Document of approval, where the ledger had no approval of an application.</param>
/// <param name="UnusualPrefix">First two signs of the code, where they do not go with the nature: a warning, no refusal.</param>
/// <param name="Sponsor">Professional supervisory unit; null where the application named it, or the nature has none.</param>
/// <param name="ReportsDue">Terms of the first yearly reports that its nature owes.</param>
public sealed record FacilityRegistered(
    IReadOnlyList<Identifier> Identifiers, int Site, string Name, string Nature, string Kind, string Town, string Address, string Authority, string Scope,
    Sealed LegalRepresentative, Sealed? Phone, string? Former, DateOnly OccurredOn, string? ApprovalNumber = null, string? UnusualPrefix = null,
    IReadOnlyList<Deadline>? ReportsDue = null, string? Sponsor = null) : IFact, IClaims, IMeets, IStartsClock
{
    public string Thing => "registration";
    public IEnumerable<string> Meets => [RegistrationApplied.Decision];
    public IEnumerable<Deadline?> Deadlines => ReportsDue ?? [];
    public IEnumerable<Claim> Claims =>
    [
        SiteClaim(Identifiers.First(x => x.Scheme == "uscc").Value, Site), .. Former is null ? Array.Empty<Claim>() : [SuccessorClaim(Former)],
        .. ApprovalNumber is null ? Array.Empty<Claim>() : [RegistrationApproved.ApprovalClaim(ApprovalNumber)],
    ];

    /// <summary>Given up by a cancellation.</summary>
    public const string SiteScheme = "uscc";

    public static Claim SiteClaim(string uscc, int site) => new(SiteScheme, $"{uscc}-{site}");

    /// <summary>An institution has one successor.</summary>
    public static Claim SuccessorClaim(string former) => new("successor", former);
}

/// <summary>The code fails its check and stands on the certificate all the same: an officer has seen it there. Such codes were issued before the standard.</summary>
/// <param name="Certificate">Number of the certificate.</param>
public sealed record UsccExceptionConfirmed(string Certificate, DateOnly OccurredOn) : IFact
{
    public string Thing => "registration";
}

public static class RegisterFacilityEndpoint
{
    public static readonly Rule Once = new("registered-once", 422, "25号文 3", new("机构已经登记", "The institution is registered already"));
    public static readonly Rule CodeForm = new("uscc-malformed", 422, "GB 32100-2015", new("统一社会信用代码格式不正确", "The credit code is malformed"));
    public static readonly Rule CodeCheck = new("uscc-check-sign", 422, "GB 32100-2015", new("统一社会信用代码校验位不符；如证照确为此码，请填写证照编号确认", "The check sign of the credit code is wrong; if the certificate shows this code, confirm it with the certificate's number"));
    public static readonly Rule AuthorityFits = new("authority-fits-nature", 422, "县政策 10", new("登记机关须与机构性质相符", "The authority is one that registers institutions of this nature"));
    public static readonly Rule ScopeStates = new("scope-states-childcare", 422, "25号文 5", new("业务（经营）范围须载明托育服务", "The scope must state childcare services"));
    public static readonly Rule ApprovalFirst = new("approval-first", 422, "县政策 附件2", new("登记前须经审批", "The registration needs an approval before it"));
    public static readonly Rule ApprovalNamed = new("approval-number", 422, "县政策 附件2", new("须填写审批文件编号", "The number of the document of approval is needed"));
    public static readonly Rule FormerForm = new("former-malformed", 422, "DESIGN 2", new("原机构须为本辖区台账中的另一机构", "The institution before it is another one of this ledger"));
    public static readonly Rule SiteNumber = new("site-number", 422, "DESIGN 4", new("场所序号为 1 至 99", "The site number lies between 1 and 99"));

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("registration.register")]
    [WolverinePost("/api/{jurisdiction}/facilities")]
    public static Decision Decide(RegisterFacility command, [Decides(FromMethod = nameof(Key))] Facility? facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.register", command.OccurredOn, "registration") is { } no)
            return no;
        if (facility?.Registration.Status is RegistrationStatus.Registered or RegistrationStatus.Cancelled)
            return Once.Refuse(("facility", facility.Id));
        if ((Guard.Text("name", command.Name) ?? Guard.Text("address", command.Address) ?? Guard.Text("legalRepresentative", command.LegalRepresentative)
            ?? Guard.Text("scope", command.Scope, 2000, lines: true) ?? Guard.Text("phone", command.Phone, 40, optional: true) ?? Guard.Text("usccConfirmation", command.UsccConfirmation, 100, optional: true)
            ?? Guard.Text("approvalNumber", command.ApprovalNumber, 100, optional: true)
            ?? Guard.Known("kind", command.Kind, c.Policy.Kinds) ?? Guard.Known("town", command.Town, c.Policy.Divisions) ?? Guard.Known("nature", command.Nature, c.Policy.Natures)
            ?? (command.Sponsor is { } by ? Guard.Known("sponsor", by, c.Policy.Departments) : null)) is { } malformed)
            return malformed;
        var code = Uscc.Read(command.Uscc);
        if (code == UsccReading.Malformed)
            return CodeForm.Refuse(("uscc", command.Uscc.Length));
        if (code == UsccReading.FailsCheck && command.UsccConfirmation is null)
            return CodeCheck.Refuse();
        var nature = c.Policy.Nature(command.Nature)!;
        if (!nature.Authorities.Contains(command.Authority))
            return AuthorityFits.Refuse(("nature", command.Nature), ("authority", command.Authority)).On(nature.Source);
        if (ScopeUnfit(c.Policy, command.Kind, command.Scope) is { } scope)
            return scope;
        if (command.Site is < 1 or > 99)
            return SiteNumber.Refuse();
        if (command.Former is { } former && (former == facility?.Id || !FacilityId.IsOf(c.Book.Jurisdiction, former)))
            return FormerForm.Refuse(("field", "former"));
        var asked = facility is { Registration: { Status: RegistrationStatus.Applied, Application: { } application } } ? application : null;
        if (nature.ApprovedBy is { } approver && (asked is null ? command.ApprovalNumber : asked.Approval) is null)
            return (asked is null ? ApprovalNamed : ApprovalFirst).Refuse(("field", "approvalNumber"), ("departments", approver)).On(nature.Source);
        if (nature.Sponsored && (command.Sponsor ?? asked?.Sponsor) is null)
            return ReceiveApplicationEndpoint.SponsorNamed.Refuse(("field", "sponsor"), ("nature", command.Nature));

        var (representative, phone) = (c.Seal("legalRepresentative", command.LegalRepresentative), c.SealIf("phone", command.Phone));
        var registered = new FacilityRegistered([new("uscc", command.Uscc)], command.Site, command.Name.Trim(), command.Nature, command.Kind, command.Town, command.Address.Trim(),
            command.Authority, command.Scope.Trim(), representative.Sealed, phone?.Sealed, command.Former, command.OccurredOn, asked?.Approval is null ? command.ApprovalNumber?.Trim() : null,
            nature.UsccPrefixes.Count == 0 || nature.UsccPrefixes.Contains(command.Uscc[..2]) ? null : command.Uscc[..2], Reports(command, facility, c), command.Sponsor == asked?.Sponsor ? null : command.Sponsor);
        return Decision.Of(registered)
            .And(code == UsccReading.FailsCheck ? new UsccExceptionConfirmed(command.UsccConfirmation!.Trim(), command.OccurredOn) : null)
            .And(RegistrationDisclosure.Of(RegistrationState.None.Evolve(registered), facility, c, command.OccurredOn)).Showing(facility, c, command.OccurredOn).Keep(representative, phone);
    }

    private static List<Deadline>? Reports(RegisterFacility command, Facility? facility, Circumstances c) =>
        c.Book.On(command.OccurredOn).Nature(command.Nature)?.Reports.Select(x => YearlyDuty.First(x, command.OccurredOn, facility, c)).OfType<Deadline>().ToList() is { Count: > 0 } due ? due : null;

    /// <summary>The same, of a place that was found before it was registered, or of what was applied for.</summary>
    [Gives("registration.register")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration")]
    public static Decision DecideFound(RegisterFacility command, [Decides] Facility facility, Circumstances c) => Decide(command, facility, c);

    /// <summary>Why the scope does not do for an institution of this kind.</summary>
    internal static Refusal? ScopeUnfit(Policy policy, string kind, string scope)
    {
        var words = policy.Kind(kind) is { ScopeWords: { Count: > 0 } own } ? own : policy.ScopeWords;
        return words.Count == 0 || words.Any(x => scope.Contains(x, StringComparison.Ordinal)) ? null : ScopeStates.Refuse(("field", "scope"), ("known", string.Join(' ', words)));
    }
}
