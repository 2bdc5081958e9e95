using System.Collections.Frozen;
using System.Reflection;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>What an account does here (DESIGN 1). An account may have several; none implies another.</summary>
public static class Roles
{
    /// <summary>Acts for a department: registers, files, inspects, penalises, discloses.</summary>
    public const string Officer = "officer";

    /// <summary>Reads the whole history.</summary>
    public const string Auditor = "auditor";

    /// <summary>Scores institutions and freezes the result.</summary>
    public const string Evaluator = "evaluator";

    /// <summary>Runs the installation.</summary>
    public const string Administrator = "administrator";
}

/// <summary>Which command an endpoint gives, and to whom beside the departments that the policy names. Nothing else makes an endpoint a command.</summary>
/// <param name="command">Code as in the policy: <c>filing.receipt</c>.</param>
/// <param name="role">The role that may give it, one of <see cref="Roles"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivesAttribute(string command, string role = Roles.Officer) : Attribute
{
    public string Command { get; } = command;

    public string Role { get; } = role;
}

/// <summary>The role of each command, as the slices name it.</summary>
public static class CommandRoles
{
    private static readonly FrozenDictionary<string, string> ByCommand = typeof(CommandRoles).Assembly.GetTypes()
        .SelectMany(x => x.GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(x => x.GetCustomAttribute<GivesAttribute>()).OfType<GivesAttribute>()
        .DistinctBy(x => (x.Command, x.Role)).ToFrozenDictionary(x => x.Command, x => x.Role, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No endpoint gives the command.</exception>
    public static string Of(string command) => ByCommand[command];
}
