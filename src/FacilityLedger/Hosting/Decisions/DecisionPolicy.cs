using FacilityLedger.Facilities;
using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Frames;
using JasperFx.CodeGeneration.Model;
using JasperFx.Core.Reflection;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http.Features;
using Wolverine.Http;
using Wolverine.Runtime.Handlers;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Teaches Wolverine what to do with a <see cref="Decision"/>: answer a refusal, or append in the transaction that loaded the state.</summary>
public sealed class DecisionPolicy : IHttpPolicy
{
    private static readonly int[] Refusals = [400, 401, 403, 404, 409, 412, 422, 428, 503];

    /// <summary>Whether an endpoint is a command.</summary>
    public static bool Decides(HttpChain chain) => chain.Method.Creates.Any(x => x.VariableType == typeof(Decision));

    public void Apply(IReadOnlyList<HttpChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains)
            foreach (var decision in chain.Method.Creates.Where(x => x.VariableType == typeof(Decision)))
            {
                // The gate lets in by this attribute alone: what lacks it would pass beside it.
                if (!chain.Method.Method.IsDefined(typeof(GivesAttribute), inherit: false))
                    throw new InvalidOperationException($"{chain.Method} decides and does not say which command it gives.");
                var state = chain.Method.Method.GetParameters().Single(x => x.IsDefined(typeof(DecidesAttribute), inherit: false)).ParameterType;
                decision.UseReturnAction(x => new ApplyDecision(x, state));
                // Behind the frame that reads and locks the stream, and so behind it in their batch.
                chain.Middleware.Add(new MethodCall(typeof(FirstAnswer), nameof(FirstAnswer.Of)));
                foreach (var status in Refusals)
                    chain.Metadata.ProducesProblem(status);
            }
    }

    /// <summary>Called by generated code behind every decision. True when the request is answered and nothing is to be saved.</summary>
    public static async Task<bool> RefusedAsync<T>(Decision decision, IEventStream<T> stream, IDocumentSession session, HttpContext http) where T : class, IThings
    {
        if ((decision.Refusal ?? await Recording.ClaimAsync(session, stream.Key!, decision)) is { } no)
        {
            await Problems.Of(no, http).ExecuteAsync(http);
            return true;
        }
        Recording.Append(session, stream, decision);
        var addressed = Things.Addressed(http);
        var made = Things.Made(addressed, decision);
        var etag = Things.ETag(Recording.VersionAfter(stream, decision, made ?? addressed));
        var begins = stream.StartingVersion is null or 0;
        var location = begins || made is not null ? Locations.Of(session.TenantId, typeof(T), stream.Key!, begins ? null : made) : null;
        http.Response.Headers.ETag = etag;
        http.Response.Headers["Ledger-Stream"] = stream.Key;
        if (location is not null)
            http.Response.Headers.Location = location;
        var status = location is null ? StatusCodes.Status204NoContent : StatusCodes.Status201Created;
        http.Response.StatusCode = status;
        var command = AdmittedCommand.Of(http);
        if (command.Key is { } key)
            session.Insert(new Answer(key, command.Digest, status, etag, location, stream.Key!, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        return false;
    }
}

internal sealed class ApplyDecision(Variable decision, Type state) : AsyncFrame
{
    private Variable? stream;
    private Variable? session;
    private Variable? http;

    public override IEnumerable<Variable> FindVariables(IMethodVariables chain)
    {
        yield return decision;
        yield return stream = chain.FindVariable(typeof(IEventStream<>).MakeGenericType(state));
        yield return session = chain.FindVariable(typeof(IDocumentSession));
        yield return http = chain.FindVariable(typeof(HttpContext));
    }

    public override void GenerateCode(GeneratedMethod method, ISourceWriter writer)
    {
        writer.Write($"if (await {typeof(DecisionPolicy).FullNameInCode()}.{nameof(DecisionPolicy.RefusedAsync)}({decision.Usage}, {stream!.Usage}, {session!.Usage}, {http!.Usage})) return;");
        Next?.GenerateCode(method, writer);
    }
}
