using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests;

/// <summary>
/// The contrast of every visible text against what is painted behind it, as WCAG 2.2 computes it (1.4.3, level AA): 4.5 to 1, or 3 to 1
/// for large text (24 px, or 18.66 px bold).
/// </summary>
internal static class Contrast
{
    /// <returns>A line for each kind of text that is too faint.</returns>
    public static async Task<string[]> TooFaintAsync(IPage page) => await page.EvaluateAsync<string[]>(Script);

    private const string Script =
        """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return [r, g, b, a / 255];
          };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const light = colour => {
            const [r, g, b] = colour.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ratio = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) {
              const colour = rgba(getComputedStyle(e).backgroundColor);
              layers.unshift(colour);
              if (colour[3] === 1) break;
            }
            const canvasColour = rgba(matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#ffffff');
            return layers.reduce((below, top) => over(top, below), canvasColour);
          };
          const opacity = element => { let all = 1; for (let e = element; e; e = e.parentElement) all *= +getComputedStyle(e).opacity; return all; };

          const faint = new Map();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim();
            const element = walker.currentNode.parentElement;
            if (!text || !element.checkVisibility({ visibilityProperty: true }) || element.closest('style, script, noscript')) continue;
            const style = getComputedStyle(element);
            const ground = behind(element);
            const ink = rgba(element instanceof SVGElement ? style.fill : style.color);
            ink[3] *= opacity(element);
            const size = parseFloat(style.fontSize);
            const needed = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
            const found = ratio(over(ink, ground), ground);
            if (found < needed)
              faint.set(`${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
                `${found.toFixed(2)} to 1, needs ${needed}: ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${text.slice(0, 40)}"`);
          }
          return [...faint.values()];
        }
        """;
}
