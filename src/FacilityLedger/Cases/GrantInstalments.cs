using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the party, which is in economic difficulty, may pay later or in parts.</summary>
/// <param name="Instalments">What remains, in parts with their days; a single one is a deferral.</param>
/// <param name="AskedOn">Day of the party's application.</param>
public sealed record GrantInstalments(IReadOnlyList<Instalment> Instalments, DateOnly AskedOn, DateOnly OccurredOn);

/// <param name="Amount">Two places.</param>
/// <param name="DueOn">Last day for paying it.</param>
public sealed record Instalment(string Amount, DateOnly DueOn);

/// <summary>Later payment was granted (行政处罚法 66); the terms for paying that ran until then end.</summary>
public sealed record InstalmentsGranted(string Case, IReadOnlyList<GrantedInstalment> Instalments, DateOnly AskedOn, DateOnly OccurredOn) : IFact, IDrops, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => [CaseBook.Payment(Case)];
    public IEnumerable<Deadline?> Deadlines => Instalments.Select(x => x.Due);

    /// <summary>The plan of payments, after what was paid before.</summary>
    internal PaymentPlan From(decimal paid)
    {
        var steps = new List<PaymentStep>();
        foreach (var x in Instalments)
            steps.Add(new(Yuan.From(paid += Yuan.Parse(x.Amount).Value), x.Due.DueOn));
        return new(OccurredOn, steps);
    }
}

/// <param name="Due">Its term.</param>
public sealed record GrantedInstalment(string Amount, Deadline Due);

public static class GrantInstalmentsEndpoint
{
    public static readonly Rule AddUp = new("instalments-add-up", 422, "行政处罚法 66", new("各期金额之和须等于尚欠金额，日期须依次在批准之后", "The instalments add up to what is owed, and their days follow each other after the grant"));

    [Gives("case.instalments")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/instalments")]
    public static Decision Decide(GrantInstalments command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.instalments", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.Status != CaseStatus.Served || was.Paid >= was.Payable)
            return OngoingCase.Step.Refuse(("state", was.Status));
        if (command.AskedOn < was.DecidedOn || command.AskedOn > command.OccurredOn)
            return Guard.Absurd.Refuse(("askedOn", command.AskedOn));
        var owed = was.Payable - was.Paid;
        var given = command.Instalments.Select(x => Yuan.TryParse(x?.Amount, out var amount) ? amount.Value : 0).ToList();
        // Ten years ahead is beyond any difficulty that the article has in mind, and within what a calendar can count.
        if (given.Count is 0 or > 60 || given.Exists(x => x == 0) || given.Sum() != owed || command.Instalments.Select(x => x.DueOn).Prepend(command.OccurredOn).Append(command.OccurredOn.AddYears(10)).ToList() is var days && days.Zip(days.Skip(1)).Any(x => x.First >= x.Second))
            return AddUp.Refuse(("field", "instalments"), ("owed", owed));
        var granted = new InstalmentsGranted(id,
            [.. command.Instalments.Select((x, i) => new GrantedInstalment(x.Amount, c.Deadline(CaseBook.Instalment(id, i + 1), "penalty-instalment", command.OccurredOn, x.DueOn.DayNumber - command.OccurredOn.DayNumber)))],
            command.AskedOn, command.OccurredOn);
        var plan = granted.From(was.Paid);
        return was.Plans[^1].Since == plan.Since && was.Plans[^1].Steps.SequenceEqual(plan.Steps) ? Decision.Nothing : Decision.Of(granted);
    }
}
