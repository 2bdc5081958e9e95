using FacilityLedger.Hosting;

return await LedgerProgram.RunAsync(args);

/// <summary>Visible so that tests can start the server in process.</summary>
public partial class Program;
