namespace FacilityLedger.IntegrationTests;
public static class TestPostgres { public static Task<string> ConnectionStringAsync() => Task.FromResult("Host=127.0.0.1;Port=54999;Username=postgres;Database=postgres;Maximum Pool Size=30"); }
