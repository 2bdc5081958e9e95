using System.Globalization;
using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>Amounts as people read them: 1,980 元, ¥1,980. Cents only where there are some.</summary>
public static class Money
{
    public static Words Show(decimal amount, string currency = "CNY")
    {
        var number = amount.ToString(amount == decimal.Truncate(amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture).Replace('-', '−');
        return currency switch
        {
            "CNY" => new($"{number} 元", Signed('¥', number)),
            "USD" => new($"{number} 美元", Signed('$', number)),
            _ => new($"{number} {currency}", $"{currency} {number}"),
        };
    }

    /// <summary>An amount as events hold it: a decimal string with two places.</summary>
    public static Words Show(string amount, string currency = "CNY") => Show(decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture), currency);

    /// <summary>1,980 元/月, ¥1,980 a month.</summary>
    public static Words AMonth(decimal amount, string currency = "CNY")
    {
        var (zh, en) = Show(amount, currency);
        return new($"{zh}/月", $"{en} a month");
    }

    /// <summary>The unit beside a field.</summary>
    public static Words Unit(string currency) => currency switch
    {
        "CNY" => new("元", "yuan"),
        "USD" => new("美元", "US dollars"),
        _ => new(currency, currency),
    };

    private static string Signed(char sign, string number) => number.StartsWith('−') ? $"−{sign}{number[1..]}" : $"{sign}{number}";
}

/// <summary>Numbers as people read them.</summary>
public static class Numbers
{
    /// <summary>18,431; – for none.</summary>
    public static string Whole(long? number) => number?.ToString("#,0", CultureInfo.InvariantCulture).Replace('-', '−') ?? "–";

    /// <summary>A change: +5, −5 with a true minus, 0.</summary>
    public static string Change(int number) => number.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    /// <summary>Part of a whole in per cent with one place: 96.4%; – where there is no whole.</summary>
    public static string Share(decimal part, decimal whole) => whole == 0 ? "–" : (part / whole * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
