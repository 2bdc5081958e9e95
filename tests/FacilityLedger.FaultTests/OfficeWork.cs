using System.Collections.Concurrent;
using System.Net;
using FacilityLedger.Inspections;
using FacilityLedger.Registration;
using JasperFx.Events;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>What many clients do at once, on facilities of their own and on one that they share. Each command bears a mark, by which it is found in the streams.</summary>
internal sealed class OfficeWork
{
    private const string Facilities = "/api/370323/facilities";
    private static readonly DateOnly Day = new(2026, 1, 12);
    private static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];

    private readonly Uri address;
    private string shared = "";
    private int sites;

    private OfficeWork(Uri address) => this.address = address;

    /// <summary>Mark and stream of each command that was acknowledged.</summary>
    public ConcurrentQueue<(string Mark, string Stream)> Done { get; } = new();

    /// <summary>Statuses of answers that were no success; the clients sent again.</summary>
    public ConcurrentQueue<HttpStatusCode> Refused { get; } = new();

    public static async Task<OfficeWork> BeginAsync(Uri address)
    {
        var work = new OfficeWork(address);
        using var sp = new PatientClient(address, "SP-2@370323", work.Refused);
        work.shared = await work.RegisterAsync(sp, "shared");
        return work;
    }

    /// <summary>Done when every client has had every command acknowledged.</summary>
    public Task ClientsAsync(int clients, int rounds) => Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(() => ClientAsync(n, rounds))));

    /// <summary>Every acknowledged command is in its stream once and nothing else is, the ledger is whole, and the server says that it is ready.</summary>
    public async Task IsRecordedOnceAsync(LedgerHome home)
    {
        await using var books = await home.BooksAsync();
        var recorded = (await books.StreamsAsync("370323")).SelectMany(x => x.Value).Select(x => (Mark: MarkOf(x), Stream: x.StreamKey!)).Where(x => x.Mark is not null);
        Assert.Equal(Done.Order(), recorded.Select(x => (x.Mark!, x.Stream)).Order());
        await books.AreWholeAsync("370323");
        Assert.Equal(HttpStatusCode.OK, await home.GetAsync("/health/ready"));
    }

    private async Task ClientAsync(int client, int rounds)
    {
        using var sp = new PatientClient(address, "SP-1@370323", Refused);
        using var wj = new PatientClient(address, "WJ-1@370323", Refused);
        for (var round = 0; round < rounds; round++)
        {
            var mark = $"c{client}r{round}";
            var own = await RegisterAsync(sp, $"{mark}-registered");
            await InspectAsync(wj, own, $"{mark}-own");
            await InspectAsync(wj, shared, $"{mark}-shared");
            await SendAsync(sp, $"{Facilities}/{own}/registration/change", new ChangeRegistration(Day, Name: $"{mark}-changed"), $"{mark}-changed", ifMatch: "\"1\"");
        }
    }

    private Task<string> RegisterAsync(PatientClient sp, string mark) => SendAsync(sp, Facilities,
        new RegisterFacility(mark, "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", Day, Interlocked.Increment(ref sites)), mark);

    private Task<string> InspectAsync(PatientClient wj, string facility, string mark) =>
        SendAsync(wj, $"{Facilities}/{facility}/inspections", new OpenInspection(["CARE"], ["WJ"], Officers, Day, Clue: mark), mark);

    private async Task<string> SendAsync(PatientClient client, string path, object command, string mark, string? ifMatch = null)
    {
        var stream = await client.DoAsync(path, command, mark, ifMatch);
        Done.Enqueue((mark, stream));
        return stream;
    }

    private static string? MarkOf(IEvent e) => e.Data switch
    {
        FacilityRegistered x => x.Name,
        RegistrationChanged x => x.Name,
        InspectionOpened x => x.Clue,
        _ => null,
    };
}
