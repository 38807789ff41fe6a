namespace InstructEngine.EvalService.Reporting;

/// <summary>What became of the prompts of the corpus.</summary>
internal static class CorpusSection
{
    public static void Write(HtmlBuilder html, MadeData data)
    {
        if (data.Corpus is not { } corpus)
            return;

        html.Open("section").Element("h2", "Corpus");
        html.Open("p").Element("bdi", corpus.Name).Text($": {corpus.Read} records read, {corpus.Kept} kept, {corpus.Sampled} sampled as evidence. Of the sample, {corpus.OutsideWorld} ask for something that this run’s renderer cannot draw; they are listed as such and never turned into something else.").Close("p");
        if (corpus.Dropped.Count > 0)
        {
            html.OpenWide("Dropped, by reason").Open("table").Element("caption", "Dropped, by reason").Open("tbody");
            foreach (var (reason, count) in corpus.Dropped)
                html.Open("tr").Element("th", reason, ("scope", "row")).Element("td", $"{count}", ("class", "number")).Close("tr");
            html.Close("tbody").Close("table").Close("div");
        }

        if (corpus.OutsideExamples.Count > 0)
        {
            html.Element("h3", "Prompts outside what can be drawn, some examples").Open("ul", ("class", "evidence"));
            foreach (var (prompt, reason) in corpus.OutsideExamples)
                html.Open("li").Element("small", $"line {prompt.Line} ").Foreign("bdi", prompt.Text).Element("small", " " + reason, ("class", "foreign")).Close("li");
            html.Close("ul");
        }

        html.Close("section").NewLine();
    }
}
