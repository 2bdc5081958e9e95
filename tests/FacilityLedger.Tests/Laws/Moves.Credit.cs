using FacilityLedger.Credit;
using FacilityLedger.Facilities;
using FacilityLedger.Violations;

namespace FacilityLedger.Tests.Laws;

/// <content>Credit and all that surrounds it.</content>
public static partial class Moves
{
    private static Move[] AroundCredit() =>
    [
        new("credit.change", x => x.Give("WJ", new ChangeCredit(x.One("CR-01", "CR-02"), $"violations/{Violated(x)}", x.Day), ChangeCreditEndpoint.Decide), 60),

        new("credit.change of an award", x => x.Facility?.CreditBook.Awards.Count is null or 0 ? null : x.Give("WJ", new ChangeCredit("CR-10", $"awards/{x.Of(x.Facility?.CreditBook.Awards.Keys ?? [])}", x.Day), ChangeCreditEndpoint.Decide), 20),
        new("credit.propose", x => x.Facility?.CreditBook.Proposals.Count > 0 ? null : x.Give("WJ", new ProposeCreditChange(x.One(-20, -3, 4), "县政策 13", "示例", x.Day), ProposeCreditChangeEndpoint.Decide), 4, MakesAnother: true),
        new("credit.approve", x => x.Give("WJ", new ApproveCreditChange(x.Day), x.Of(x.Facility?.CreditBook.Proposals.Keys ?? []), ApproveCreditChangeEndpoint.Decide), 20),
        new("credit.reject", x => x.Give("WJ", new RejectCreditChange("示例", x.Day), x.Of(x.Facility?.CreditBook.Proposals.Keys ?? []), RejectCreditChangeEndpoint.Decide), 4),
        new("repair.request", x => Repairable(x) is { } of ? x.Give(x.One(Inspectors), new RequestRepair(of, "已整改", x.Day, x.Number(1, 4) > 1 ? "承诺" : null), RequestRepairEndpoint.Decide) : null, 300),
        new("repair.accept", x => Repaired(x, RepairStatus.Requested, (id, by) => x.Give(by, new AcceptRepair(x.Day), id, AcceptRepairEndpoint.Decide)), 200),
        new("repair.grant", x => Repaired(x, RepairStatus.Accepted, (id, by) => x.Give(by, new GrantRepair(x.Day), id, GrantRepairEndpoint.Decide)), 600),
        new("repair.withdraw", x => Repaired(x, RepairStatus.Granted, (id, by) => x.Give(by, new WithdrawRepair(x.One("commitment-broken", "false-materials"), "示例", x.Day), id, WithdrawRepairEndpoint.Decide)), 200),
        new("credit.change of a broken commitment", x => x.Of(x.Facility?.CreditBook.Repairs.Values.Where(r => r.Ground == WithdrawRepairEndpoint.Broken).Select(r => r.Id) ?? []) is var of && of == "none" ? null : x.Give("WJ", new ChangeCredit("CR-07", $"repairs/{of}", x.Day), ChangeCreditEndpoint.Decide), 600),
        new("repair.refuse", x => Repaired(x, RepairStatus.Requested, (id, by) => x.Give(by, new RefuseRepair(x.One("duties", "commitment"), x.Day), id, RefuseRepairEndpoint.Decide)), 40),
        new("objection.raise", x => x.Facility?.CreditBook.Objections.Count > 1 ? null : x.Give("WJ", new RaiseObjection(x.Flag() ? $"credit/{x.Of(x.Facility?.Credit.Changes.Keys ?? [])}" : $"disclosures/{Shown(x)}", "示例", x.Day, x.Flag()), RaiseObjectionEndpoint.Decide), 6),
        new("objection.extend", x => Objected(x, (id, by) => x.Give(by, new ExtendObjection(x.Day), id, ExtendObjectionEndpoint.Decide)), 20),
        new("objection.uphold", x => Objected(x, (id, by) => x.Give(by, new UpholdObjection(x.One("struck", "withdrawn", "corrected"), x.Day, x.One(null, Fields(x.One("grade", "name", "status", "number", "state"), x.One("甲", "乙")))), id, UpholdObjectionEndpoint.Decide)), 15),
        new("objection.reject", x => Objected(x, (id, by) => x.Give(by, new RejectObjection(x.One("accurate", "no-evidence"), x.Day), id, RejectObjectionEndpoint.Decide)), 4),
        new("award.record", x => x.Facility?.CreditBook.Awards.Count > 1 ? null : x.Give("WJ", new RecordAward(x.One("county", "city"), $"奖 {x.Number(1, 9)}", "示例", x.Day), RecordAwardEndpoint.Decide), 5),
        new("award.withdraw", x => x.Give("WJ", new WithdrawAward("撤 1", x.Day), x.Of(x.Facility?.CreditBook.Awards.Keys ?? []), WithdrawAwardEndpoint.Decide), 5),
        new("credit.list", x => x.Give("WJ", new ListSeriousBreach("TEST-LIST", Violated(x), "列 1", x.Day), ListSeriousBreachEndpoint.Decide), 4),
        new("credit.delist", x => x.Give("WJ", new DelistSeriousBreach(x.One("expired", "annulled"), x.Day), x.Of(x.Facility?.CreditBook.SeriousBreaches.Keys ?? []), DelistSeriousBreachEndpoint.Decide), 6),
    ];

    private static Given? Repaired(Scene x, RepairStatus status, Func<string, string, Given?> give)
    {
        var all = x.Facility?.CreditBook.Repairs.Values.OrderBy(r => r.Id, StringComparer.Ordinal).ToList() ?? [];
        var fit = all.FindAll(r => r.Status == status);
        var from = fit.Count > 0 || x.Number(1, 20) > 1 ? fit : all;
        return from.Count > 0 && x.One(from) is var one ? give(one.Id, one.Department) : null;
    }

    private static Given? Objected(Scene x, Func<string, string, Given?> give) => x.Facility?.CreditBook.Objections.Values.OrderBy(o => o.Id, StringComparer.Ordinal).ToList() is { Count: > 0 } all && x.One(all) is var one ? give(one.Id, one.Department) : null;
}
