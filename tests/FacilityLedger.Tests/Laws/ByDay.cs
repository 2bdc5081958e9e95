using System.Collections.Immutable;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Tests.Laws;

/// <summary>The other fold: each fact where its day puts it, those of one day in the order of entry.</summary>
/// <remarks>
/// Per thing both orders are the same, because the day of a thing's facts never decreases; so they leave the same state wherever an area
/// folds the facts of one thing, or of several whose days the decisions hold in order (what closes a filing lies not before its last fact;
/// a publication not before the last of its disclosure).
/// </remarks>
internal static class ByDay
{
    // Duties that a fact of one area begins and a fact of another meets.
    private static readonly string[] Begun = ["filing/material-", "operation/certificate-", "coverage/"];

    /// <summary>The stream without voided entries and without their voidings, which tell nothing of the institution.</summary>
    public static IEnumerable<Entry> Counting(IReadOnlyCollection<Entry> entries) => Amended.Of(entries).Where(x => x.Fact is not EntryVoided);

    public static Facility? Fold(IEnumerable<Entry> counting) => counting.OrderBy(x => x.Fact.OccurredOn).Aggregate((Facility?)null, Facility.Next);

    /// <summary>All that both folds must agree on.</summary>
    /// <remarks>
    /// Left out are versions and decisions, which say when and by what act the ledger learnt of a thing; when a mark of the sweep was made, because a later term may end
    /// earlier; and whether the filing has to follow the registration: that lies between two things, and a change of registration
    /// that is entered after a receipt or a change of filing of a later day is taken as it was entered. A duty to replace a material or a certificate that has expired or lapsed must be open in both
    /// or in neither: one that was met by an earlier fact entered later had begun in the order of entry, and by day never begins. The same holds of the duty of coverage. Where an end was
    /// entered behind facts of later days, it ended such duties that by day begin, or are met, before it or after it: then they are left out.
    /// </remarks>
    /// <param name="endedLate">See <see cref="EndsLate"/>.</param>
    public static string Comparable(Facility? facility, bool endedLate = false) => CanonicalJson.Of(facility is null ? null : facility with
    {
        Version = 0,
        LastAct = null,
        Touched = Archive<Touch>.Of(facility.Touched.Where(x => x.Value.Entry > 0 && !IsMark(x.Key)).Select(x => KeyValuePair.Create(x.Key, x.Value with { Version = 0, Entry = 0, Last = 0, Claims = null }))),
        Filing = facility.Filing with { ChangeDueSince = null, Status = Settled(facility.Filing) },
        Obligations = new(Archive<Obligation>.Of(facility.Obligations.All.Where(x => x.Key != "filing/change" && (x.Value.Open && !endedLate || !Begun.Any(b => x.Key.StartsWith(b, StringComparison.Ordinal)))))),
    });

    /// <summary>Whether something ended on a day before that of a fact which was entered before it.</summary>
    public static bool EndsLate(IEnumerable<Entry> counting)
    {
        var latest = DateOnly.MinValue;
        foreach (var fact in counting.Select(x => x.Fact))
        {
            if (fact is IDrops && fact.OccurredOn < latest)
                return true;
            latest = fact.OccurredOn > latest ? fact.OccurredOn : latest;
        }
        return false;
    }

    public static bool IsMark(string thing) => thing.StartsWith("obligations/", StringComparison.Ordinal);

    private static FilingStatus Settled(FilingState filing) =>
        filing.Status != FilingStatus.ChangeDue ? filing.Status : filing.Conditions.Count > 0 ? FilingStatus.NonconformityNotified : FilingStatus.Filed;
}
