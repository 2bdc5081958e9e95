namespace FacilityLedger.Web;

/// <summary>What a field asks for. An hour is a local date and time. Whole numbers and amounts are text with a numeric keyboard: a spin button loses what was typed.</summary>
public enum FieldKind { Text, Search, Date, Hour, Number, Decimal, Amount, Select, Radios, Checkboxes, TextArea, Hidden, File }

/// <summary>One choice of a select, of radio buttons or of check boxes.</summary>
public sealed record Option(string Value, Text Text);

/// <summary>What is wrong with a form: at a field, or with the whole of it when <paramref name="Field"/> is null (a refusal).</summary>
/// <param name="Basis">The clause, e.g. <c>25号文 9</c>.</param>
public sealed record FieldError(string? Field, Text Message, string? Basis = null);
