using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.Web.Forms;

/// <summary>Every form, in the order in which a file usually grows.</summary>
public static class CommandForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
        [.. RegistrationForms.All, .. PremisesForms.All, .. FilingForms.All, .. OperationForms.All, .. OfficerForms.All, .. PlanForms.All, .. InspectionForms.All, .. IncidentForms.All, .. ViolationForms.All, .. CaseForms.All, .. CreditForms.All, .. DisclosureForms.All, .. AssessmentForms.All, .. CorrectionForms.All];

    public static CommandForm? Find(string name) => All.FirstOrDefault(x => x.Name == name);
}
