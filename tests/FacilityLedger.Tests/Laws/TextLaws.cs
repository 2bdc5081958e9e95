using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>Whatever command takes a text asks the one guard: of every command that was accepted, each text is tried again with a sign that nobody sees.</summary>
public sealed class TextLaws
{
    private const int Each = 2;

    [Fact]
    public void no_text_gets_past_the_guard()
    {
        var (tried, wrong) = (new Dictionary<string, int>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        for (var seed = 1u; seed <= 40; seed++)
        {
            var (life, x) = (new Life(), new Scene(null, DateOnly.MinValue, new Step(0, 0, 0, seed)));
            for (var n = 0; n < 40; n++)
            {
                if (life.Take(new Step(n, x.Number(0, 6), 0, (uint)x.Number(0, int.MaxValue - 1))) is not { Given: { OfAnother: { } of } given } done)
                    continue;
                if (tried.TryGetValue(done.Move.Name, out var times) && times >= Each)
                    continue;
                tried[done.Move.Name] = times + 1;
                var before = life.News[0].Version == 1 ? null : Facility.Replay(life.Entries.Take((int)life.News[0].Version - 1));
                foreach (var sign in new[] { "\u200B", "\n" })
                    foreach (var (path, command) in Spoiled(given.Command, sign))
                        if (of(command)(before, life.Around(given.Actor, "text")) is { Refusal: null } decision && Holds(decision, sign))
                            wrong.Add($"{done.Move.Name}: {path} takes U+{(int)sign[0]:X4}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried.Count > 80, $"{tried.Count} commands were tried");
    }

    /// <summary>The command once for each of its texts, that text with the sign in it.</summary>
    private static IEnumerable<(string Path, object Command)> Spoiled(object command, string sign)
    {
        JsonNode Json() => JsonSerializer.SerializeToNode(command, command.GetType(), LedgerJson.Options)!;
        foreach (var path in Texts(Json()).ToList())
        {
            var all = Json();
            var leaf = Texts(all, path);
            var text = leaf.GetValue<string>();
            leaf.ReplaceWith(JsonValue.Create(text.Insert((text.Length + 1) / 2, sign)));
            object? spoiled;
            try
            {
                spoiled = all.Deserialize(command.GetType(), LedgerJson.Options);
            }
            catch (JsonException)
            {
                // A day or an hour: no text.
                continue;
            }
            yield return (path, spoiled!);
        }
    }

    private static JsonNode Texts(JsonNode root, string path) => Leaves(root).Single(x => x.GetPath() == path);

    private static IEnumerable<string> Texts(JsonNode root) => Leaves(root).Select(x => x.GetPath());

    private static IEnumerable<JsonNode> Leaves(JsonNode? node) => node switch
    {
        // A digest names a file of the store, or none.
        JsonObject x => x.Where(y => y.Key != "digest").SelectMany(y => Leaves(y.Value)),
        JsonArray x => x.SelectMany(Leaves),
        JsonValue x when x.GetValueKind() == JsonValueKind.String => [x],
        _ => [],
    };

    // What a person tells may have several lines: it is sealed, but for the scope of the registration.
    private static bool Holds(Decision decision, string sign) =>
        decision.Events.Any(x => Leaves(JsonSerializer.SerializeToNode(x, x.GetType(), LedgerJson.Options))
            .Any(leaf => leaf.GetValue<string>().Contains(sign, StringComparison.Ordinal) && !(sign == "\n" && leaf.GetPath().EndsWith("scope", StringComparison.Ordinal))))
        || sign != "\n" && decision.Kept.Any(x => x.Value.Contains(sign, StringComparison.Ordinal));
}
