using FacilityLedger.History;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Xunit;

namespace FacilityLedger.Tests.Web;

public sealed class EventWordsTests
{
    [Fact]
    public void every_fact_of_a_facility_has_a_name_in_both_languages() =>
        Assert.Equal([], EventNames.All.Where(x => x.Key.IsAssignableTo(typeof(IFact)) && !x.Key.IsAssignableTo(typeof(IForeignFact))).Select(x => x.Value).Where(x => EventWords.Of(x) is var (zh, en) && (zh == x || en == x)));
}
