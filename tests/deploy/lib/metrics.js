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

const operators = new Set(["and", "or", "unless", "bool", "offset"]);

/** The selectors of a PromQL expression: metric names with the labels that their matchers name. */
export function selectors(expression) {
  const bare = expression
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, " ");
  return [...bare.matchAll(/\b([a-zA-Z_][\w:]*)\b(?!\s*\()(?:\{([^}]*)\})?/g)]
    .filter(([, name]) => !operators.has(name))
    .map(([, name, matchers]) => ({ name, labels: [...(matchers ?? "").matchAll(/([a-zA-Z_]\w*)\s*[=!]/g)].map(([, label]) => label) }));
}
