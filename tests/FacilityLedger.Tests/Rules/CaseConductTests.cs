using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using Xunit;
using static FacilityLedger.Tests.Rules.ACase;

namespace FacilityLedger.Tests.Rules;

/// <summary>How a case is conducted beside its steps: evidence preserved, officers recused, the case discussed together or handed over.</summary>
public sealed class CaseConductTests
{
    [Fact]
    public void preserved_evidence_is_settled_in_seven_working_days_even_if_the_case_has_ended()
    {
        var preserve = new PreserveEvidence(3, "登记册三本", Day(5));
        Not("evidence-count", Opened(), preserve with { Count = 0 }, PreserveEvidenceEndpoint.Decide);
        Not("text-malformed", Opened(), preserve with { Description = "" }, PreserveEvidenceEndpoint.Decide);
        Not("case-step", Decided(), preserve with { OccurredOn = Day(20) }, PreserveEvidenceEndpoint.Decide);
        var preserved = On(Opened(), preserve, PreserveEvidenceEndpoint.Decide);
        var evidence = Of(preserved).Preserved.Single();
        Assert.Equal(("WJ", Day(16)), Due(preserved, $"evidence/{evidence.Id}").Deadline is var due ? (due.Owner, due.DueOn) : default);

        var settle = new SettleEvidence(evidence.Id, "returned", Day(17));
        Not("evidence-not-preserved", preserved, settle with { Evidence = "NOTHING" }, SettleEvidenceEndpoint.Decide);
        Not("code-unknown", preserved, settle with { Way = "kept" }, SettleEvidenceEndpoint.Decide);
        var ended = On(preserved, new EndWithoutPenalty("minor", Day(6)), EndWithoutPenaltyEndpoint.Decide);
        Assert.Equal(ObligationStatus.Open, Due(ended, $"evidence/{evidence.Id}").Status);
        var settled = On(ended, settle, SettleEvidenceEndpoint.Decide);
        Assert.Equal(ObligationStatus.MetLate, Due(settled, $"evidence/{evidence.Id}").Status);
        Nothing(settled, settle, SettleEvidenceEndpoint.Decide);
        Not("case-step", settled, settle with { Way = "seized" }, SettleEvidenceEndpoint.Decide);
    }

    [Fact]
    public void who_was_recused_is_replaced_and_never_acts_in_the_case_again()
    {
        var ask = new AskRecusal("wj-1", "party", Day(5));
        Not("recusal-of-investigator", Opened(), ask with { Investigator = "wj-9" }, AskRecusalEndpoint.Decide);
        Not("code-unknown", Opened(), ask with { AskedBy = "nobody" }, AskRecusalEndpoint.Decide);
        Not("case-step", Decided(), ask with { OccurredOn = Day(20) }, AskRecusalEndpoint.Decide);
        Not("case-step", Opened(), new DecideRecusal("wj-1", true, Day(6), new("wj-4", "鲁C-004")), DecideRecusalEndpoint.Decide);
        var asked = On(Opened(), ask, AskRecusalEndpoint.Decide);
        Nothing(asked, ask with { OccurredOn = Day(6) }, AskRecusalEndpoint.Decide);

        var decide = new DecideRecusal("wj-1", true, Day(6), new("wj-4", "鲁C-004"));
        Not("recusal-by-head", asked, decide, DecideRecusalEndpoint.Decide, "wj-1");
        Not("recusal-by-head", asked, decide, DecideRecusalEndpoint.Decide, "wj-2");
        Not("two-certified-officers", asked, decide with { Replacement = null }, DecideRecusalEndpoint.Decide);
        Not("two-certified-officers", asked, decide with { Replacement = Officers[1] }, DecideRecusalEndpoint.Decide);
        Not("officer-recused", asked, decide with { Recused = false }, DecideRecusalEndpoint.Decide);
        var refused = On(asked, new DecideRecusal("wj-1", false, Day(6)), DecideRecusalEndpoint.Decide);
        Assert.Equal(Officers, Of(refused).Officers);
        Assert.Empty(Of(refused).RecusalsAsked);

        var recused = On(asked, decide, DecideRecusalEndpoint.Decide);
        Nothing(recused, decide, DecideRecusalEndpoint.Decide);
        Assert.Equal(["wj-2", "wj-4"], Of(recused).Officers.Select(x => x.Account));
        Not("officer-recused", recused, new NoticePenalty(Fine, Day(7)), NoticePenaltyEndpoint.Decide, "wj-1");
        var noticed = On(recused, new NoticePenalty(Fine, Day(7)), NoticePenaltyEndpoint.Decide);
        var heard = On(noticed, new RequestHearing(Day(8)), RequestHearingEndpoint.Decide);
        Not("hearing-chair", heard, new HoldHearing("wj-1", Day(8), Day(19)), HoldHearingEndpoint.Decide);
        Not("officer-recused", On(noticed, new AskRecusal("wj-2", "officer", Day(8)), AskRecusalEndpoint.Decide), new DecideRecusal("wj-2", true, Day(8), new("wj-1", "鲁C-001")), DecideRecusalEndpoint.Decide);
    }

    [Fact]
    public void a_case_is_discussed_by_several_after_the_hearing_that_was_asked_for()
    {
        CasePenalty[] stop = [new("SS"), .. Fine];
        var noticed = Noticed(stop);
        Not("collective-of-several", noticed, new DiscussCase(1, Day(6)), DiscussCaseEndpoint.Decide);
        Not("case-step", Opened(), new DiscussCase(5, Day(6)), DiscussCaseEndpoint.Decide);
        var discussed = On(noticed, new DiscussCase(5, Day(6)), DiscussCaseEndpoint.Decide);
        Nothing(discussed, new DiscussCase(5, Day(6)), DiscussCaseEndpoint.Decide);
        var asked = On(discussed, new RequestHearing(Day(9)), RequestHearingEndpoint.Decide);
        Not("case-step", asked, new DiscussCase(5, Day(9)), DiscussCaseEndpoint.Decide);
        // What was said at the hearing was not known when the case was discussed, nor what another notice proposes.
        Assert.Null(Of(On(asked, new HoldHearing("wj-9", Day(9), Day(19)), HoldHearingEndpoint.Decide)).DiscussedOn);
        Assert.Null(Of(On(discussed, new NoticePenalty(Fine, Day(7)), NoticePenaltyEndpoint.Decide)).DiscussedOn);
    }

    [Fact]
    public void a_case_goes_to_another_department_that_is_named_or_to_the_judicial_organs()
    {
        var transfer = new TransferCase("jurisdiction", "移 1", Day(6), "XF");
        Not("code-unknown", Opened(), transfer with { Ground = "mercy" }, TransferCaseEndpoint.Decide);
        Not("code-unknown", Opened(), transfer with { To = "NOBODY" }, TransferCaseEndpoint.Decide);
        Not("text-malformed", Opened(), transfer with { Document = "" }, TransferCaseEndpoint.Decide);
        Not("transfer-to-another", Opened(), transfer with { To = null }, TransferCaseEndpoint.Decide);
        Not("transfer-to-another", Opened(), transfer with { To = "WJ" }, TransferCaseEndpoint.Decide);
        Not("case-step", Decided(), transfer with { OccurredOn = Day(20) }, TransferCaseEndpoint.Decide);
        var transferred = On(Opened(), transfer, TransferCaseEndpoint.Decide);
        Nothing(transferred, transfer, TransferCaseEndpoint.Decide);
        Assert.Equal((CaseStatus.Transferred, ObligationStatus.Dropped), (Of(transferred).Status, Due(transferred, "decision").Status));
        Assert.Null(OpenCaseEndpoint.Decide(new([.. transferred.Violations.All.Keys], Officers, Day(7)), transferred, By("WJ", "wj-8")).Refusal);
        Not("case-step", transferred, new NoticePenalty(Fine, Day(7)), NoticePenaltyEndpoint.Decide);
        Assert.Equal(ObligationStatus.Met, Due(On(Opened(), transfer with { Ground = "crime", To = null }, TransferCaseEndpoint.Decide), "decision").Status);
    }
}
