import path from "node:path";
import ts from "typescript";
import { here } from "./places.js";

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: ["node"],
};

// In JSON, a string enumeration's value is written as the string.
const prelude = "type Written<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Written<T[K]> } : T;";

/**
 * Holds values against TypeScript types, as literals: members that the type lacks are errors as much as missing and wrong ones.
 * @param {{label: string, type: string, from: string, value: unknown}[]} values each with its type's name and module
 * @returns {string[]} a line an error
 */
export function typeErrors(values) {
  const file = path.join(here, "checked-values.ts");
  const lines = prelude.split("\n"), labels = lines.map(() => null);
  values.forEach(({ type, from, value }, index) => {
    const text = `import type { ${type} as T${index} } from ${JSON.stringify(from)};\nexport const v${index}: Written<T${index}> = ${JSON.stringify(value, null, 1)};`;
    for (const line of text.split("\n")) {
      lines.push(line);
      labels.push(index);
    }
  });
  const source = lines.join("\n");
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(name, source, target) : getSourceFile(name, target, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((found) => {
    const text = ts.flattenDiagnosticMessageText(found.messageText, " ");
    if (found.file?.fileName !== file) return text;
    const { line } = found.file.getLineAndCharacterOfPosition(found.start);
    return `${values[labels[line]]?.label}: ${text} (at ${lines[line].trim()})`;
  });
}
