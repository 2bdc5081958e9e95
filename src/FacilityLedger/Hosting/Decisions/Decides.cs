using System.Reflection;
using Wolverine.Marten;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Marks the state that a decision looks at. The stream is locked from the load to the commit, so commands on one facility are serialised; a nullable state may be missing.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DecidesAttribute : WriteAggregateAttribute
{
    public DecidesAttribute() => LoadStyle = ConcurrencyStyle.Exclusive;

    protected override bool DefaultRequired(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).ReadState != NullabilityState.Nullable;
}
