import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { root } from "./places.js";

export const published = path.join(root, "docs/events");
export const earlier = path.join(root, "tests/shared/contracts/earlier");

export const readJson = (...parts) => JSON.parse(readFileSync(path.join(...parts), "utf8"));

/** The names of the events that a folder has a file of. */
export const namesIn = (...parts) => readdirSync(path.join(...parts)).map((file) => path.basename(file, ".json")).sort();

/** Everything in a payload that a schema of draft 2020-12 does not allow; throws where the schema itself is none. */
export function problems(schema, payload) {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  return validate(payload) ? [] : validate.errors.map((error) => `${error.instancePath || "/"} ${error.message}`);
}
