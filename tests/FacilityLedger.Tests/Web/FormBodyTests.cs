using FacilityLedger.Facilities;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace FacilityLedger.Tests.Web;

public sealed class FormBodyTests
{
    private static readonly Words Label = new("标签", "Label");
    private static readonly Option[] Letters = [new("A", "A"), new("B", "B")];

    [Fact]
    public void only_declared_fields_count_and_blanks_are_left_out() =>
        Is("""{"name":"禾屿"}""", [Text("name"), Text("former") with { Optional = true }], ("name", "  禾屿 "), ("former", " "), ("department", "WJ"));

    [Fact]
    public void numbers_are_numbers_and_what_is_none_stays_text_for_the_endpoint_to_refuse() =>
        Is("""{"places":60,"days":"很多"}""", [Text("places") with { Kind = FieldKind.Number }, Text("days") with { Kind = FieldKind.Number }], ("places", " 60 "), ("days", "很多"));

    [Theory]
    [InlineData("500", "500.00")]
    [InlineData("1,500.5", "1500.50")]
    [InlineData("500.005", "500.005")]
    [InlineData("-5", "-5")]
    [InlineData("五百", "五百")]
    public void an_amount_has_two_places_unless_it_is_none(string typed, string sent) => Is($$"""{"amount":"{{sent}}"}""", [Text("amount") with { Kind = FieldKind.Amount }], ("amount", typed));

    [Fact]
    public void a_list_holds_what_is_ticked_of_what_was_offered_also_where_several_fields_share_it() =>
        Is("""{"conditions":["A","B"]}""", [Boxes("conditions[]", Letters[0]), Boxes("conditions[]", Letters[1]) with { Id = "more" }], ("conditions[]", new(["A", "B", "Z"])));

    [Fact]
    public void a_list_that_must_be_there_is_there_when_nothing_is_ticked() =>
        Is("""{"materials":[]}""", [Boxes("materials[]", Letters), Boxes("evidence[]", Letters) with { Optional = true }]);

    [Fact]
    public void rows_of_which_nothing_is_typed_are_no_entries() =>
        Is("""{"classes":[{"type":"A","children":9},{"children":3}]}""",
            [.. Enumerable.Range(0, 4).SelectMany(i => new[] { Text($"classes[{i}].type") with { Kind = FieldKind.Select, Options = Letters }, Text($"classes[{i}].children") with { Kind = FieldKind.Number } })],
            ("classes[0].type", "A"), ("classes[0].children", "9"), ("classes[2].type", ""), ("classes[2].children", "3"));

    [Fact]
    public void an_entry_that_is_ticked_counts_only_when_it_is_ticked() =>
        Is("""{"materials":[{"code":"B","validUntil":"2030-01-31"}]}""",
            [.. Letters.SelectMany((x, i) => new[] { Boxes($"materials[{i}].code", x), Text($"materials[{i}].validUntil") with { Kind = FieldKind.Date } })],
            ("materials[0].validUntil", "2029-01-31"), ("materials[1].code", "B"), ("materials[1].validUntil", "2030-01-31"));

    [Fact]
    public void an_entry_may_hold_a_list_of_entries_and_takes_it_along_when_it_does_not_count() =>
        Is("""{"staff":[{"role":"A","certificates":[{"code":"B","validUntil":"2030-01-31"},{"code":"A"}]},{"role":"A","id":"B"}]}""",
            [.. Enumerable.Range(0, 3).SelectMany(i => new[]
            {
                Text($"staff[{i}].role"), i == 0 ? Text("staff[0].name") : Boxes($"staff[{i}].id", Letters), Text($"staff[{i}].certificates[0].code"), Text($"staff[{i}].certificates[0].validUntil"), Text($"staff[{i}].certificates[1].code"),
            })],
            ("staff[0].role", "A"), ("staff[0].certificates[0].code", "B"), ("staff[0].certificates[0].validUntil", "2030-01-31"), ("staff[0].certificates[1].code", "A"),
            ("staff[1].id", "B"), ("staff[1].role", "A"), ("staff[2].role", "A"), ("staff[2].certificates[0].code", "A"));

    [Fact]
    public void members_of_members_nest_and_a_list_may_lie_in_them() =>
        Is("""{"fields":{"severity":2,"problems":["A"],"classes":[{"type":"B"}]}}""",
            [Text("fields.severity") with { Read = FormField.Whole }, Boxes("fields.problems[]", Letters), Text("fields.classes[0].type")], ("fields.severity", "2"), ("fields.problems[]", "A"), ("fields.classes[0].type", "B"));

    [Fact]
    public void an_object_of_which_something_must_be_given_is_there_and_one_that_is_optional_throughout_is_not() =>
        Is("""{"fields":{}}""", [Text("fields.number"), Text("contact.phone") with { Optional = true }]);

    private static FormField Text(string name) => new(name, Label);

    private static FormField Boxes(string name, params Option[] options) => new(name, Label, FieldKind.Checkboxes) { Options = options };

    private static void Is(string json, FormField[] fields, params (string, StringValues)[] typed) =>
        Assert.Equal(json, FormBody.Of(fields, new FormCollection(typed.ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal))).ToJsonString(LedgerJson.Options));
}
