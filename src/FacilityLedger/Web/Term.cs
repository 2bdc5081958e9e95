using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>A status as it is shown everywhere: its words, its shape, its tone.</summary>
/// <param name="Icon">A name of <see cref="Icons.Shapes"/>.</param>
/// <param name="Draft">Provisional: the border is dashed.</param>
public sealed record Term(Words Words, string Icon, Tone Tone, bool Draft = false);
