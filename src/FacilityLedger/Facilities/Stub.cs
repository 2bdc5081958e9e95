namespace FacilityLedger.Facilities;
public enum UsccReading { Wellformed, FailsCheck, Malformed }
public static class Uscc { public static UsccReading Read(string c) => c.Length == 18 ? UsccReading.Wellformed : UsccReading.Malformed; }
