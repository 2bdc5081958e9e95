using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using JasperFx.Events;
using Marten;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>For whom a command is entered, where that is another than who acts. It is written on every event of the command and gives nobody a right: who may give it is asked of who acts.</summary>
/// <param name="OnBehalfOf">A department of the policy, or <c>institution</c>.</param>
/// <param name="SubmittedBy">One of <see cref="Submitters"/>; never a person's name.</param>
/// <param name="DocumentNumber">Number of the paper from which it is entered (文号).</param>
public sealed partial record EnteredFor(string? OnBehalfOf, string? SubmittedBy, string? DocumentNumber)
{
    public static readonly Rule OnBehalfUnknown = new("on-behalf-of-unknown", 422, "DESIGN 1", new("代为录入的须是本辖区的部门或者机构本身", "What is entered for another is for a department of the jurisdiction, or for the institution"));
    public static readonly Rule SubmitterUnknown = new("submitted-by-unknown", 422, "DESIGN 1", new("报送人须是所列的一种，不写姓名", "Who handed it in is one of those listed, and never a name"));
    public static readonly Rule DocumentMalformed = new("document-number-malformed", 400, "DESIGN 1", new("文号为 1 至 60 个字符，须含数字，只用文字、数字和 〔〕（）-/.", "A document number has 1 to 60 characters, a digit among them: letters, digits and 〔〕()-/. only"));

    public const string Institution = "institution";
    public const string OnBehalfOfHeader = "On-Behalf-Of";
    public const string SubmittedByHeader = "Submitted-By";
    public const string DocumentNumberHeader = "Document-Number";

    /// <summary>Who may hand something in, by code.</summary>
    public static readonly IReadOnlyDictionary<string, Words> Submitters = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        ["legal-representative"] = new("法定代表人", "Legal representative"),
        ["head"] = new("机构负责人", "Head of the institution"),
        ["agent"] = new("委托代理人", "Authorised agent"),
        ["department"] = new("移送（来函）部门", "A department, by its letter"),
    };

    /// <summary>As the request's headers say; a document number may be percent-encoded (RFC 3986), because a header need not carry Chinese.</summary>
    public static EnteredFor Of(IHeaderDictionary headers)
    {
        string? Given(string name) => headers[name].ToString().Trim() is { Length: > 0 } given ? given : null;
        return new(Given(OnBehalfOfHeader), Given(SubmittedByHeader), Given(DocumentNumberHeader) is { } number ? PlainText.Normal(Uri.UnescapeDataString(number)) : null);
    }

    /// <summary>As an event carries it; null where it says nothing.</summary>
    public static EnteredFor? Of(IEvent e)
    {
        string? Said(string name) => e.GetHeader(name)?.ToString();
        var said = new EnteredFor(Said("onBehalfOf"), Said("submittedBy"), Said("documentNumber"));
        return said == None ? null : said;
    }

    /// <summary>The first thing that is wrong with it.</summary>
    public Refusal? Wrong(Policy policy) => this switch
    {
        { OnBehalfOf: { } whom } when whom != Institution && policy.Departments.All(x => x.Code != whom) => OnBehalfUnknown.Refuse(("field", "onBehalfOf")),
        { SubmittedBy: { } who } when !Submitters.ContainsKey(who) => SubmitterUnknown.Refuse(("field", "submittedBy")),
        { DocumentNumber: { } number } when !Number().IsMatch(number) || PlainText.Fault(number) is not null => DocumentMalformed.Refuse(("field", "documentNumber")),
        _ => null,
    };

    /// <summary>Onto every event of the session's transaction.</summary>
    public void Mark(IDocumentSession session)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("onBehalfOf", OnBehalfOf), ("submittedBy", SubmittedBy), ("documentNumber", DocumentNumber)])
            if (value is not null)
                session.SetHeader(name, value);
    }

    /// <summary>Digest of what a command says: its body, and for whom it is entered.</summary>
    public string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(this == None ? SHA256.HashData(body) : SHA256.HashData([.. SHA256.HashData(body), .. Encoding.UTF8.GetBytes(ToString())]));

    private static readonly EnteredFor None = new(null, null, null);

    [GeneratedRegex(@"\A(?=.*\p{Nd})[\p{L}\p{Nd}〔〕\[\]（）()\-/.]{1,60}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
