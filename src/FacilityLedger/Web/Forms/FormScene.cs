using FacilityLedger.Assessments;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using JasperFx.Events;
using Marten;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Web.Forms;

/// <summary>What forms may be made from: who acts, the policy, the state and what happened.</summary>
public sealed record FormScene(PolicyBook Book, DateOnly Today, Deskholder Officer)
{
    /// <summary>Null for a command that makes one, or that is about a campaign.</summary>
    public Facility? Facility { get; init; }

    /// <summary>The campaign that the command is about.</summary>
    public AssessmentCampaign? Campaign { get; init; }

    /// <summary>The inspection plan that the command is about.</summary>
    public InspectionPlan? Plan { get; init; }

    /// <summary>Inspection plans, the latest first; only for a form that offers them.</summary>
    public IReadOnlyList<InspectionPlan> Plans { get; init; } = [];

    /// <summary>The officer's file that the command is about.</summary>
    public OfficerFile? File { get; init; }

    /// <summary>The officers' register; only for a form that offers it.</summary>
    public OfficerRegister Register { get; init; } = OfficerRegister.None;

    /// <summary>Who can show a certificate today: the officers of the register, and of departments that keep none the accounts that the ledger knows.</summary>
    public IEnumerable<CertifiedOfficer> Certified =>
    [
        .. Register.On(Today).Select(x => new CertifiedOfficer(x.Account, Accounts.FirstOrDefault(a => a.Name == x.Account)?.DisplayName ?? new(x.Account, x.Account), x.Department, x.Certificate)),
        .. Accounts.Where(x => x.Certificates.Count > 0 && !Register.Keeps(x.Department)).Select(x => new CertifiedOfficer(x.Name, x.DisplayName, x.Department, x.Certificates[0])),
    ];

    /// <summary>Id of the thing that the command is about.</summary>
    public string? Of { get; init; }

    /// <summary>Key of the chosen <see cref="FormSubject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>The events of the facility, in the order of entry.</summary>
    public IReadOnlyList<IEvent> Events { get; init; } = [];

    /// <summary>Campaigns of the jurisdiction, the latest first.</summary>
    public IReadOnlyList<AssessmentCampaign> Campaigns { get; init; } = [];

    /// <summary>Key of the institution that was registered after it at the same place.</summary>
    public string? Successor { get; init; }

    /// <summary>Closed institutions; only where a new one is entered.</summary>
    public IReadOnlyList<Facility> Closed { get; init; } = [];

    /// <summary>The receipt number that the policy's pattern would give next; null where it has none.</summary>
    public string? NextReceipt { get; init; }

    /// <summary>Officers whose accounts the ledger knows; none where the issuer keeps them.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    public IEnumerable<Entry> Entries => Events.Where(x => x.Data is IFact).Select(Entry.Of);
    public Policy Policy => Book.On(Today);
    public IThings? State => (IThings?)Facility ?? (IThings?)Campaign ?? (IThings?)Plan ?? File;
    public string? Id => Facility?.Id ?? Campaign?.Id ?? Plan?.Id ?? File?.Id;
    public Inspection? Inspection => Of is null ? null : Facility?.Inspections.Find(Of);
    public Incident? Incident => Of is null ? null : Facility?.Incidents.Find(Of);
    public Violation? Violation => Of is null ? null : Facility?.Violations.Find(Of);
    public Case? Case => Of is null ? null : Facility?.Cases.Find(Of);
    public Assessment? Assessment => Of is null ? null : Facility?.Assessments.All.GetValueOrDefault(Of);
    public Department? Department => Policy.Department(Officer.Department);

    /// <summary>Whether the officer may give the command at all, as its decision asks it.</summary>
    public bool May(CommandForm form) => Guard.May(Policy, Officer.Actor, form.Command) is null;

    /// <summary>Whether the form is worth a button here.</summary>
    public bool Offers(CommandForm form) => May(form) && form.OfExisting && form.Suits(this) && form.Subjects?.Invoke(this).Any() != false;

    /// <summary>The forms worth a button: about the facility itself, or about one of its things.</summary>
    public IEnumerable<CommandForm> Offered(string? collection = null, string? of = null)
    {
        var scene = this with { Of = of };
        return CommandForms.All.Where(x => x.Room == CommandForm.Facilities && x.Of == collection && scene.Offers(x));
    }

    public string Href(CommandForm form, string? of = null, string? subject = null) => form.Href(Book.Jurisdiction, Id, of, subject);

    /// <summary>The same facility when it had only its first entries.</summary>
    public FormScene AsOf(long version) => this with
    {
        Facility = Facility.Replay(Entries.Where(x => x.Version <= version)) ?? Facility,
        Events = [.. Events.Where(x => x.Version <= version)],
    };
}

/// <summary>An officer whom a form offers.</summary>
public sealed record CertifiedOfficer(string Account, Words Name, string Department, string Certificate)
{
    public Option Choice => new(Account, $"{Name} · {Certificate}");
}

/// <summary>The officer at the desk.</summary>
/// <param name="Certificates">Numbers of the officer's own enforcement certificates.</param>
public sealed record Deskholder(string Account, string Department, IReadOnlyList<string> Roles, IReadOnlyList<string> Certificates)
{
    public Actor Actor => new(Account, Department, Roles);

    public static Deskholder Of(HttpContext http) => new(
        http.User.FindFirst(LedgerClaims.Account)?.Value ?? "", http.User.FindFirst(LedgerClaims.Department)?.Value ?? "none",
        [.. http.User.FindAll(LedgerClaims.Role).Select(x => x.Value)], [.. http.User.FindAll(LedgerClaims.Certificate).Select(x => x.Value)]);
}

/// <summary>Reads what forms are made from.</summary>
public static class Scenes
{
    /// <summary>The scene without a facility, for what makes a new one.</summary>
    public static FormScene Empty(HttpContext http, PolicyBook book)
    {
        var services = http.RequestServices;
        return new FormScene(book, book.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow()), Deskholder.Of(http))
        {
            Accounts = services.GetService<SignInSettings>() is { Development: true } ? [.. services.GetRequiredService<Accounts>().All.Where(x => x.Jurisdiction == book.Jurisdiction)] : [],
        };
    }

    /// <summary>The scene of a facility; null when there is none of this key.</summary>
    public static async Task<FormScene?> OfFacilityAsync(HttpContext http, PolicyBook book, string id)
    {
        await using var session = Session(http, book);
        // A NUL cannot be asked for in PostgreSQL.
        if (id.Contains('\0', StringComparison.Ordinal) || await session.LoadAsync<Facility>(id, http.RequestAborted) is not { } facility)
            return null;
        return Empty(http, book) with
        {
            Facility = facility,
            Events = await session.Events.FetchStreamAsync(id, facility.Version, token: http.RequestAborted),
            Campaigns = await session.CampaignsAsync(http.RequestAborted),
            Successor = (await session.LoadAsync<ClaimedName>(FacilityRegistered.SuccessorClaim(id).Id, http.RequestAborted))?.Holder,
            NextReceipt = await Filing.ReceiptNumber.NextAsync(session, book.On(Empty(http, book).Today), Empty(http, book).Today, http.RequestAborted),
        };
    }

    public static async Task<FormScene?> OfCampaignAsync(HttpContext http, PolicyBook book, string id)
    {
        await using var session = Session(http, book);
        return await session.LoadAsync<AssessmentCampaign>(id, http.RequestAborted) is { } campaign ? Empty(http, book) with { Campaign = campaign } : null;
    }

    /// <summary>The scene with what its form offers beside the file.</summary>
    public static async Task<FormScene> OfferingAsync(this FormScene scene, CommandForm form, HttpContext http)
    {
        if (!form.OffersPlans && !form.OffersOfficers)
            return scene;
        await using var session = Session(http, scene.Book);
        return scene with
        {
            Plans = form.OffersPlans ? await session.PlansAsync(http.RequestAborted) : [],
            Register = form.OffersOfficers ? await OfficerRegister.ReadAsync(session, http.RequestAborted) : OfficerRegister.None,
        };
    }

    public static async Task<FormScene?> OfPlanAsync(HttpContext http, PolicyBook book, string id)
    {
        await using var session = Session(http, book);
        return await session.LoadAsync<InspectionPlan>(id, http.RequestAborted) is { } plan ? Empty(http, book) with { Plan = plan } : null;
    }

    public static async Task<FormScene?> OfOfficerAsync(HttpContext http, PolicyBook book, string id)
    {
        await using var session = Session(http, book);
        return await session.LoadAsync<OfficerFile>(id, http.RequestAborted) is { } file ? Empty(http, book) with { File = file } : null;
    }

    public static async Task<FormScene> OfNewAsync(HttpContext http, PolicyBook book)
    {
        await using var session = Session(http, book);
        return Empty(http, book) with { Closed = await session.Query<Facility>().Where(x => x.Closed).OrderBy(x => x.Registration.Name).Take(500).ToListAsync(http.RequestAborted) };
    }

    /// <summary>All campaigns, the latest first.</summary>
    public static Task<IReadOnlyList<AssessmentCampaign>> CampaignsAsync(this IQuerySession session, CancellationToken cancellation) =>
        session.Query<AssessmentCampaign>().OrderByDescending(x => x.OpenedOn).ToListAsync(cancellation);

    /// <summary>All inspection plans, the latest first.</summary>
    public static Task<IReadOnlyList<InspectionPlan>> PlansAsync(this IQuerySession session, CancellationToken cancellation) =>
        session.Query<InspectionPlan>().OrderByDescending(x => x.Year).ThenBy(x => x.Id).ToListAsync(cancellation);

    internal static IQuerySession Session(HttpContext http, PolicyBook book) => http.RequestServices.GetRequiredService<IDocumentStore>().QuerySession(book.Jurisdiction);
}
