using FacilityLedger.Buildings;
using FacilityLedger.Registration;

namespace FacilityLedger.Sample;

public sealed partial class SampleCounty
{
    // Applications under way and refused, and registrations that have to follow what has changed.
    private void Registrations()
    {
        var asked = New(44);
        asked.Applied(rows[44], asked.Ago(12));
        asked.On(asked.Ago(5), "BB-1", (facility, c) => ApproveRegistrationEndpoint.Decide(new($"源编〔{asked.Ago(5).Year}〕44号", asked.Ago(5)), facility, c));

        var refused = New(51);
        refused.Applied(rows[51], refused.Ago(40), sponsor: "WJ");
        refused.On(refused.Ago(18), "SP-2", (facility, c) => RefuseRegistrationEndpoint.Decide(new(["conditions"], "场地租期不足三年", refused.Ago(18)), facility, c));

        // Built as planned, its completion accepted, and the acceptance not filed yet.
        var built = New(48);
        built.Applied(rows[48], built.Ago(30));
        built.On(built.Ago(28), "SP-1", (facility, c) => RegisterFacilityEndpoint.DecideFound(SampleEpisodes.Registration(built, rows[48], built.Ago(28)), facility, c));
        built.On(built.Ago(20), "ZR-1", (facility, c) => VerifyPlanningEndpoint.Decide(new("passed", $"源规核〔{built.Ago(20).Year}〕48号", built.Ago(20)), facility, c));
        built.On(built.Ago(8), "ZJ-1", (facility, c) => AcceptConstructionEndpoint.Decide(new("fire-filing", "passed", $"源消备〔{built.Ago(8).Year}〕48号", built.Ago(8)), facility, c));
        built.On(built.Ago(5), "ZJ-1", (facility, c) => AcceptConstructionEndpoint.Decide(new("completion", "passed", $"源竣〔{built.Ago(5).Year}〕48号", built.Ago(5)), facility, c));

        var dormant = Opened(42, new(2023, 4, 17), taken: 0.3);
        dormant.On(dormant.Ago(35), "SP-1", (facility, c) => DeclareDormancyEndpoint.Decide(new(dormant.Ago(35).AddYears(1), dormant.Ago(35)), facility, c));

        var moving = Opened(55, new(2024, 3, 4), taken: 0.8);
        moving.On(moving.Ago(9), "WJ-1", (facility, c) => NoteRegistrationChangeEndpoint.Decide(new(["address"], moving.Ago(9)), facility, c));
    }
}
