using System.Text;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using Microsoft.AspNetCore.Http.Features;

namespace FacilityLedger.Web;

/// <summary>Marks what stands in Chinese on an English page (names, addresses, numbers of papers, what somebody searched for), wherever it comes from:
/// a voice reads it as Chinese, a browser chooses Chinese signs (WCAG 3.1.2).</summary>
public static partial class LanguageOfParts
{
    private const string Chinese = " lang=\"zh-CN\"";
    private const string Sign = @"[\u3400-\u9fff\uf900-\ufaff\u3007";
    private const string Bracket = @"\u3001-\u3011\u3014\u3015\uff01\uff09\uff0c\uff1a\uff1b\uff1f";

    // They have no end tag.
    private static readonly HashSet<string> Void = new(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"], StringComparer.Ordinal);

    /// <summary>Outside of what writes pages, inside of what compresses them.</summary>
    public static void UseLanguageOfParts(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!Words.IsEnglish)
        {
            await next(http);
            return;
        }
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var page = new HeldPage(http.Response, body.Stream);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(page, body));
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Features.Set(body);
        }
        if (page.Length > 0)
            await body.Stream.WriteAsync(Encoding.UTF8.GetBytes(Mark(page.Text)), http.RequestAborted);
    });

    /// <summary>The page with its Chinese parts marked. It is one of ours: what is opened is closed, attributes are quoted.</summary>
    public static string Mark(string page)
    {
        var marked = new StringBuilder(page.Length + 1024);
        var open = new Stack<Element>();
        for (var at = 0; at < page.Length;)
        {
            var tag = page.IndexOf('<', at);
            Say(page.AsSpan(at, (tag < 0 ? page.Length : tag) - at), open, marked);
            if (tag < 0)
                break;
            at = EndOf(page, tag);
            marked.Append(page, tag, at - tag);
            Follow(page.AsSpan(tag, at - tag), open, marked.Length - (at - tag));
        }
        return marked.ToString();
    }

    private static void Say(ReadOnlySpan<char> text, Stack<Element> open, StringBuilder marked)
    {
        if (!open.TryPeek(out var element) || element.Chinese || element.Name is "title" or "style" || !Part().IsMatch(text))
        {
            marked.Append(text);
            return;
        }
        // These hold text alone, so the mark is theirs.
        if (element.Name is "option" or "textarea")
        {
            marked.Insert(element.NameEnds, Chinese).Append(text);
            return;
        }
        // What was one line of a flexible box stays one.
        var mixed = !IsOnePart(text);
        var said = 0;
        marked.Append(mixed ? "<span>" : "");
        foreach (var part in Part().EnumerateMatches(text))
        {
            marked.Append(text[said..part.Index]).Append("<span").Append(Chinese).Append('>').Append(text.Slice(part.Index, part.Length)).Append("</span>");
            said = part.Index + part.Length;
        }
        marked.Append(text[said..]).Append(mixed ? "</span>" : "");
    }

    private static bool IsOnePart(ReadOnlySpan<char> text)
    {
        var parts = Part().EnumerateMatches(text);
        return parts.MoveNext() && parts.Current.Length == text.Trim().Length;
    }

    private static void Follow(ReadOnlySpan<char> tag, Stack<Element> open, int begins)
    {
        if (tag.StartsWith("<!") || tag.EndsWith("/>"))
            return;
        var end = tag.IndexOfAny(" \t\r\n>");
        var name = tag[(tag[1] == '/' ? 2 : 1)..end].ToString();
        if (tag[1] == '/')
            while (open.TryPop(out var closed) && closed.Name != name)
            {
                // Left open within it.
            }
        else if (!Void.Contains(name))
            open.Push(new(name, begins + end, IsChinese(tag, open)));
    }

    private static bool IsChinese(ReadOnlySpan<char> tag, Stack<Element> open)
    {
        const string Language = " lang=\"";
        var said = tag.IndexOf(Language);
        return said >= 0 ? tag[(said + Language.Length)..].StartsWith("zh") : open.TryPeek(out var around) && around.Chinese;
    }

    // Past the next > that is in no value.
    private static int EndOf(string page, int tag)
    {
        var quoted = false;
        for (var at = tag; at < page.Length; at++)
            if (page[at] == '"')
                quoted = !quoted;
            else if (page[at] == '>' && !quoted)
                return at + 1;
        return page.Length;
    }

    // From the first Chinese sign to the last before a Latin letter, with the figures and brackets between them. The rarest signs are written as references.
    [GeneratedRegex(Sign + "](?:[^A-Za-z&<>]*" + Sign + Bracket + "])?|(?:&#x[23][0-9A-Fa-f]{4};)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    /// <param name="NameEnds">Where its name ends in what is written.</param>
    private readonly record struct Element(string Name, int NameEnds, bool Chinese);

    /// <summary>Holds a page back until it is whole, and lets everything else through.</summary>
    private sealed class HeldPage(HttpResponse response, Stream inner) : MemoryStream
    {
        public string Text => Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);

        private bool IsPage => response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (IsPage)
                base.Write(buffer, offset, count);
            else
                inner.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!IsPage)
                return inner.WriteAsync(buffer, cancellationToken);
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => IsPage ? Task.CompletedTask : inner.FlushAsync(cancellationToken);
    }
}
