namespace InstructEngine.EvalService.Reporting;

/// <summary>Names and values, a row each.</summary>
internal static class FactsTable
{
    public static void Write(HtmlBuilder html, IEnumerable<(string Name, string Value)> facts)
    {
        html.OpenWide("What it was made of").Open("table").Open("tbody");
        foreach (var (name, value) in facts)
            html.Open("tr").Element("th", name, ("scope", "row")).Open("td").Element("code", value).Close("td").Close("tr");
        html.Close("tbody").Close("table").Close("div");
    }
}
