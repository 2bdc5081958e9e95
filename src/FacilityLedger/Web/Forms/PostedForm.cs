using System.Security.Claims;

namespace FacilityLedger.Web.Forms;

/// <summary>Says that this request to the API is a form of ours whose cookie and antiforgery token were checked. Only <see cref="FormPosts"/> sets it; nothing in a request can.</summary>
/// <param name="User">The officer of the cookie.</param>
public sealed record PostedForm(ClaimsPrincipal User);
