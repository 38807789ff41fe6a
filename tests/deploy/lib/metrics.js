import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { here, root } from "./places.js";

/** The series of the stored scrapes of a run: the label names that each metric was seen with. */
export function scraped() {
  const seen = new Map();
  for (const file of readdirSync(path.join(here, "scraped"))) {
    for (const line of readFileSync(path.join(here, "scraped", file), "utf8").split("\n").filter((one) => one !== "" && !one.startsWith("#"))) {
      const [, name, labels] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? /.exec(line);
      const names = seen.get(name) ?? seen.set(name, new Set()).get(name);
      for (const [, label] of (labels ?? "").matchAll(/([a-zA-Z_]\w*)="/g)) names.add(label);
    }
  }
  return seen;
}

/** What the sources declare, for what no demo run counts (money, retries, rollbacks): instrument names. */
export function declared() {
  const names = new Set();
  for (const folder of ["services", "shared"]) {
    for (const file of readdirSync(path.join(root, folder), { recursive: true }).filter((name) => name.endsWith("Metrics.cs"))) {
      for (const [, name] of readFileSync(path.join(root, folder, file), "utf8").matchAll(/"(instructengine_[a-z_]+)"/g)) names.add(name);
    }
  }
  return names;
}

/** The selectors of a PromQL expression: metric names with the labels that their matchers name. */
export function selectors(expression) {
  const text = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => (quoted.length > 2 ? '"…"' : quoted));
  return [...text.matchAll(/\b([a-z_][a-z0-9_:]*)\s*(?:\{([^}]*)\}|(?=[\s)[\]>+*/-]|$))/g)]
    .filter(([, name]) => /_/.test(name) && !/^(histogram_quantile|label_replace)$/.test(name) || name === "up")
    .filter(([whole, , labels], _, all) => labels !== undefined || all.length > 0 && !whole.startsWith("messaging_masstransit_destination"))
    .map(([, name, labels]) => ({ name, labels: [...(labels ?? "").matchAll(/([a-z_]\w*)\s*(?:=|!)/g)].map(([, label]) => label) }));
}
