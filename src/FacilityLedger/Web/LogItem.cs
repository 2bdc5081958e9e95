namespace FacilityLedger.Web;

/// <summary>One event of a timeline.</summary>
/// <param name="Id">Fragment by which a link reaches it.</param>
/// <param name="On">The day on which it happened.</param>
/// <param name="Href">Page of the event; null leaves the title without a link.</param>
/// <param name="Basis">Instrument and article, in the language in which they are cited.</param>
/// <param name="Icon"><c>dot</c> in general, <c>tri</c> for a problem, <c>tick</c> for something done, <c>edit</c> for a correction.</param>
public sealed record LogItem(string Id, DateOnly On, Text Title, Text Detail = default, string? Href = null, string Icon = "dot", Tone Tone = Tone.Plain, string? Basis = null);
