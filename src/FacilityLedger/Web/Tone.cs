namespace FacilityLedger.Web;

/// <summary>How a status is meant, never more than its word and its shape already say. The stylesheet gives it a colour.</summary>
public enum Tone { Plain, Ok, Warn, Bad, Info }

/// <summary>Names and shapes of tones.</summary>
public static class Tones
{
    /// <summary>A tone by its name in data: <c>ok</c>, <c>warn</c>, <c>bad</c>, <c>info</c>; anything else is plain.</summary>
    public static Tone Of(string? name) => name switch
    {
        "ok" => Tone.Ok,
        "warn" => Tone.Warn,
        "bad" => Tone.Bad,
        "info" => Tone.Info,
        _ => Tone.Plain,
    };

    /// <summary>The shape of a tone where nothing more is known of a status.</summary>
    public static string Icon(this Tone tone) => tone.Css() ?? "dot";

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
