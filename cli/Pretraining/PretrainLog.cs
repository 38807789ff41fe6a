using System.Diagnostics;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Progress on stderr: a line every few seconds with what is done, the loss and the time left.</summary>
internal sealed class PretrainLog(TextWriter writer)
{
    public void Line(string text)
    {
        lock (writer)
        {
            writer.WriteLine(text);
        }
    }

    public StageProgress Stage(string name, int total) => new(this, name, total);

    internal sealed class StageProgress(PretrainLog log, string name, int total)
    {
        private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _next;
        private int? _first;

        public void Report(int step, string detail)
        {
            _first ??= step;
            if (_clock.Elapsed < _next)
            {
                return;
            }

            _next = _clock.Elapsed + s_interval;
            var perSecond = (step - _first.Value) / Math.Max(1e-9, _clock.Elapsed.TotalSeconds);
            var left = perSecond > 0 ? TimeSpan.FromSeconds((total - step) / perSecond).ToString(@"h\:mm\:ss") : "?";
            log.Line($"{name}: {step}/{total} steps, {detail}, {perSecond:F1} steps/s, {left} left");
        }
    }
}
