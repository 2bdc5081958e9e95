using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Violations;

/// <summary>Whether and by when a decision is made public: as the policy's first row says that fits it. What no row fits need not be, and may.</summary>
public static class PenaltyPublicity
{
    /// <summary>Key of the duty to make it public.</summary>
    /// <param name="of">The thing by which it was decided.</param>
    public static string Key(string of) => $"{of}/publication";

    /// <summary>Key of the duty to make it public again after a repair was withdrawn.</summary>
    public static string AgainKey(string violation) => $"{ViolationBook.Thing(violation)}/republication";

    /// <summary>The term; null where the decision need not be made public.</summary>
    /// <param name="from">Day of the decision, or of what changed it.</param>
    public static Deadline? Due(Circumstances c, Penalty penalty, DateOnly from) =>
        RowOf(c.Book.On(from), penalty.Department, penalty.DecidedOn) is { } row && !Spares(row, penalty) ? c.Deadline(Key(penalty.Of), row.Clock, from) : null;

    /// <summary>The row by which the decision may not be made public; null where it may.</summary>
    internal static PenaltyPublication? Withheld(PolicyBook book, Penalty penalty) =>
        RowOf(book.On(penalty.DecidedOn), penalty.Department, penalty.DecidedOn) is { Withholds: true } row && Spares(row, penalty) ? row : null;

    /// <summary>The row for decisions of a department on a day.</summary>
    internal static PenaltyPublication? RowOf(Policy policy, string department, DateOnly decidedOn) =>
        policy.PenaltyPublications.FirstOrDefault(x => (x.Departments.Count == 0 || x.Departments.Contains(department)) && !(x.From > decidedOn));

    private static bool Spares(PenaltyPublication row, Penalty penalty) => row.SparesSummary && penalty.Procedure == "summary" || penalty.Kinds.All(x => row.Spares.Contains(x.Kind));
}
