using FacilityLedger.Cases;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using FacilityLedger.Violations;

namespace FacilityLedger.Sample;

/// <content>Plans since 国办发〔2024〕54号 asks for them, and the inspections of those who were drawn.</content>
public sealed partial class SampleCounty
{
    private static IReadOnlyList<SamplePlan> Planned(PolicyBook book, OfficerRegister register) =>
    [
        .. from year in new[] { 2025, 2026 }
           from plan in new SamplePlan[]
           {
               new(book, register, year, "WJ", "托育机构联合检查计划", ("CARE", "full", 2), ("HEALTH", "full", 2), ("FIRE", "full", 2), ("FOOD", "full", 2)),
               new(book, register, year, "SC", "托育机构收费双随机抽查计划", ("PRICE", "random", 1)),
           }
           select plan,
    ];

    private void Visited(SampleLife life)
    {
        foreach (var plan in plans.Where(x => x.Held?.Held is not null))
        {
            var draw = plan.Held!.Held!;
            for (var i = 0; i < draw.Result.Count; i++)
                if (draw.Result[i] is var drawn && drawn.Object == life.Id)
                {
                    var (on, first) = (life.After(draw.OccurredOn, 3 + i * 2), i == 0 && plan.Year == 2025);
                    life.Comes(on, () => Drawn(life, plan, on, [.. drawn.Officers.Select(x => life.Officer(x[$"SAMPLE-{book.Jurisdiction}-".Length..]))], first));
                }
        }
    }

    // Fees that were not marked at the first of them: put right at once, so that its case ends without a penalty.
    private static void Drawn(SampleLife life, SamplePlan plan, DateOnly on, Officer[] officers, bool found)
    {
        var command = new OpenInspection(["PRICE"], ["SC"], officers, on, Plan: plan.Id, Draw: plan.Held!.Prepared.Draw);
        var inspection = found ? life.Inspected(command, plan, ("PRI-01", 1, "餐费未在公示栏标明")) : life.Inspected(command, plan);
        life.Comes(life.After(on, 9), () => life.Published(life.After(on, 9), inspection));
        if (!found)
            return;
        var (ordered, opened, verified, ended) = (life.After(on, 1), life.After(on, 2), life.After(on, 4), life.After(on, 7));
        life.Comes(ordered, () =>
        {
            var violation = life.Ordered(ordered, inspection, "PRI-01");
            life.Comes(opened, () =>
            {
                var id = life.Sued(opened, violation);
                life.Reported(opened, violation, "餐费已在公示栏标明");
                life.Comes(verified, () => life.Verified(verified, violation));
                life.Comes(ended, () => life.On(ended, "SC-1", (facility, c) => EndWithoutPenaltyEndpoint.Decide(new("minor", ended), id, facility, c)));
            });
        });
    }
}
