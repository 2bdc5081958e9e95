using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Web.Forms;

/// <summary>For whom a command is entered, who handed it in and from which paper: a folded group at the end of every form.</summary>
public static class EnteredForFields
{
    public static Words Group { get; } = new("代为录入、来文", "Entered for another, from a paper");

    public static IReadOnlyList<FormField> Of(Policy policy) =>
    [
        Field("onBehalfOf", new("代谁录入", "Entered for"), EnteredFor.OnBehalfOfHeader, [new(EnteredFor.Institution, NameOf(EnteredFor.Institution, policy)), .. FormField.From(policy.Departments)]),
        Field("submittedBy", new("报送人", "Handed in by"), EnteredFor.SubmittedByHeader, [.. EnteredFor.Submitters.Select(x => new Option(x.Key, x.Value))]),
        Field("documentNumber", new("来文（材料）文号", "Number of the paper"), EnteredFor.DocumentNumberHeader, []) with { MaxLength = 60 },
    ];

    /// <summary>The same in words, as the timeline says it.</summary>
    public static string Words(EnteredFor whom, Policy policy) => string.Join(DeskWords.Comma, new[]
    {
        whom.OnBehalfOf is { } of && NameOf(of, policy) is var name ? new Words($"代{name.Zh}录入", $"for {name.En}").ToString() : null,
        whom.SubmittedBy is { } by && EnteredFor.Submitters[by] is var submitter ? new Words($"{submitter.Zh}报送", $"handed in by: {submitter.En}").ToString() : null,
        whom.DocumentNumber,
    }.OfType<string>());

    private static FormField Field(string name, Words label, string header, IReadOnlyList<Option> options) =>
        new(name, label, options.Count > 0 ? FieldKind.Select : FieldKind.Text) { Header = header, Options = options, Group = Group, Folded = true, Optional = true };

    private static Words NameOf(string code, Policy policy) => code == EnteredFor.Institution ? new("机构", "the institution") : policy.NameOf(code);
}
