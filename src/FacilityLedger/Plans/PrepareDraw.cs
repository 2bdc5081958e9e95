using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Registration;
using Marten;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>An officer for the draw.</summary>
/// <param name="Certificate">Number of the enforcement certificate.</param>
/// <param name="Department">Whose domains the officer may inspect.</param>
/// <param name="Recused">Keys of institutions in which the officer has an interest.</param>
public sealed record DrawPerson(string Certificate, string Department, IReadOnlyList<string>? Recused = null);

/// <summary>Freezes the two libraries and commits to a seed that nobody has seen.</summary>
/// <param name="Count">So many institutions are to be drawn.</param>
public sealed record PrepareDraw(string Domain, int Count, IReadOnlyList<DrawPerson> Officers, DateOnly OccurredOn) : INamesOfficers;

/// <summary>The libraries are frozen. The seed lies sealed in the vault: its digest is the commitment.</summary>
public sealed record DrawPrepared(
    string Draw, string Method, string Domain, int Count, IReadOnlyList<DrawObject> Objects, string ObjectsHash, IReadOnlyList<DrawOfficer> Officers, string OfficersHash, Sealed Seed, DateOnly OccurredOn) : IPlanFact
{
    public string Thing => $"draws/{Draw}";
}

/// <summary>The registered institutions that are not closed, with their credit grades.</summary>
public sealed record OpenInstitutions(IReadOnlyList<(string Id, string? Grade)> All);

public static class PrepareDrawEndpoint
{
    public static readonly Rule Published = new("plan-published-first", 422, "国办发〔2024〕54号", new("检查计划公布后才能抽取", "Nothing is drawn before the plan is published"));
    public static readonly Rule RandomItem = new("draw-random-item", 422, "优化营商环境条例 54", new("只对计划中的随机抽查事项抽取", "Only a random item of the plan is drawn"));
    public static readonly Rule Number = new("draw-count", 422, "DESIGN 3", new("抽取数量须为 1 至机构总数", "The number drawn lies between 1 and the number of institutions"));
    public static readonly Rule Pair = new("draw-two-officers", 422, "行政处罚法 42", new("每个机构须有至少两名持证且无利害关系的执法人员可抽，证号不重复", "For each institution two certified officers without an interest, none twice, must be there to draw"));

    public static async Task<OpenInstitutions> LoadAsync(IDocumentSession session, CancellationToken cancellation) =>
        new([.. (await session.Query<Facility>().Where(x => !x.Closed && x.Registration.Status == RegistrationStatus.Registered).Select(x => new { x.Id, x.Credit.Grade }).ToListAsync(cancellation)).Select(x => (x.Id, x.Grade))]);

    [Gives("inspection.draw")]
    [WolverinePost("/api/{jurisdiction}/plans/{planId}/draws")]
    public static Decision Decide(PrepareDraw command, [Decides(FromRoute = "planId")] InspectionPlan plan, OpenInstitutions institutions, Circumstances c)
    {
        if (plan.Against(c, "inspection.draw", command.OccurredOn) is { } no)
            return no;
        if (plan.Status != PlanStatus.Published)
            return Published.Refuse(("state", plan.Status));
        if (plan.Item(command.Domain) is not { Coverage: "random" })
            return RandomItem.Refuse(("field", "domain"));
        if (command.Count < 1 || command.Count > institutions.All.Count)
            return Number.Refuse(("field", "count"), ("known", institutions.All.Count));
        if (command.Officers.Any(x => x is null || Guard.Text("certificate", x.Certificate, 100) is not null || x.Recused?.Any(r => Guard.Text("recused", r, 60) is not null) == true) || command.Officers.DistinctBy(x => x.Certificate, Folding.Comparer).Count() < command.Officers.Count)
            return Pair.Refuse(("field", "officers"));
        if (command.Officers.Select(x => Guard.Known("department", x.Department, c.Policy.Departments)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        if (command.Officers.FirstOrDefault(x => !c.Policy.Department(x.Department)!.May("inspection.open")) is { } idle)
            return OpenInspectionEndpoint.Competent.Refuse(("department", idle.Department));
        if (command.Officers.FirstOrDefault(x => !c.Officers.Has(x.Certificate, [x.Department], command.OccurredOn)) is { } stranger)
            return OfficerRegister.Stranger(stranger.Certificate);
        var objects = institutions.All.Select(x => new DrawObject(x.Id, c.Policy.DrawWeight(x.Grade))).OrderBy(x => x.Id, StringComparer.Ordinal).ToList();
        // A recusal names the institution as the draw does, however it was typed.
        var ids = institutions.All.ToDictionary(x => x.Id, x => x.Id, Folding.Comparer);
        var officers = command.Officers.Select(x => new DrawOfficer(
            x.Certificate, [.. c.Policy.Department(x.Department)!.Domains.Select(d => d.Code)],
            [.. (x.Recused ?? []).Select(r => ids.GetValueOrDefault(r, r)).Distinct(StringComparer.Ordinal)])).OrderBy(x => x.Certificate, StringComparer.Ordinal).ToList();
        var able = officers.Where(x => x.Domains.Contains(command.Domain)).ToList();
        if (objects.Exists(x => able.Count(o => !o.Recused.Contains(x.Id)) < 2))
            return Pair.Refuse(("field", "officers"));
        var seed = c.Seal("draw", Convert.ToHexStringLower(HMACSHA256.HashData(c.Seed, Encoding.UTF8.GetBytes("draw"))));
        return Decision.Of(new DrawPrepared(c.NewId("draw"), Drawing.Method, command.Domain, command.Count, objects, CanonicalJson.Hash(objects), officers, CanonicalJson.Hash(officers), seed.Sealed, command.OccurredOn)).Keep(seed);
    }
}
