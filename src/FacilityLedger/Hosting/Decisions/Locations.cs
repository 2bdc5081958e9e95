using FacilityLedger.Assessments;
using FacilityLedger.Facilities;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Where what a command made is read: every address here answers a GET.</summary>
public static class Locations
{
    private static readonly Dictionary<Type, string> Rooms = new()
    {
        [typeof(Facility)] = "facilities",
        [typeof(InspectionPlan)] = "plans",
        [typeof(AssessmentCampaign)] = "campaigns",
        [typeof(OfficerFile)] = "officers",
    };

    /// <param name="state">The type of the stream's state.</param>
    /// <param name="thing">Path of a thing of the stream; null for the stream itself.</param>
    public static string Of(string jurisdiction, Type state, string stream, string? thing) => $"/api/{jurisdiction}/{Rooms[state]}/{stream}{(thing is null ? "" : $"/{thing}")}";
}
