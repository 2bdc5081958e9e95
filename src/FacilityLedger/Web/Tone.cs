namespace FacilityLedger.Web;

/// <summary>How a status is meant, never more than its word and its shape already say. The stylesheet gives it a colour.</summary>
public enum Tone { Plain, Ok, Warn, Bad, Info }

/// <summary>Class names of tones.</summary>
public static class Tones
{
    /// <summary>The class of the stylesheet, or null for a plain tone.</summary>
    public static string? Css(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.Info => "info",
        _ => null,
    };
}
