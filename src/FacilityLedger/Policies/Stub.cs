namespace FacilityLedger.Policies;
public sealed class WorkingDays { public static WorkingDays For(string? n) => new(); public (DateOnly DueOn, bool Provisional) Deadline(DateOnly s, Clock c) => (s.AddDays(c.N), false); }
public sealed class PolicyException(string m) : Exception(m);
public sealed record LoadedPolicy(Policy Policy, string Text, string Sha256);
public static class PolicyFile { public static LoadedPolicy Read(string p) => Parse(File.ReadAllText(p), p); public static LoadedPolicy Parse(string t, string n) => new(System.Text.Json.JsonSerializer.Deserialize<Policy>(t, Hosting.LedgerJson.Options)!, t, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(t)))); }
