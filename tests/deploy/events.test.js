import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Ajv from "ajv";
import asyncapi from "@asyncapi/specs";
import addFormats from "ajv-formats";
import { earlier, namesIn, problems, published, readJson } from "./lib/events.js";

const events = namesIn(published, "schemas");
const before = namesIn(earlier, "schemas");

describe("events", () => {
  for (const event of events) {
    test(`the example of ${event} is what its schema allows, also with members of a later version`, () => {
      const schema = readJson(published, "schemas", `${event}.json`);
      const example = readJson(published, "examples", `${event}.json`);
      assert.deepEqual(problems(schema, example), []);
      assert.deepEqual(problems(schema, { ...example, ofALaterVersion: { deep: [1] } }), []);
    });

    test(`${event} without its run, or with a number for it, is refused`, () => {
      const schema = readJson(published, "schemas", `${event}.json`);
      const { runId, ...rest } = readJson(published, "examples", `${event}.json`);
      assert.match(problems(schema, rest).join(), /required property 'runId'/);
      assert.match(problems(schema, { ...rest, runId: runId.length }).join(), /\/runId must be string/);
    });
  }

  for (const event of before) {
    test(`today's ${event} is what the earlier version's schema allows, and the other way round`, () => {
      assert.deepEqual(problems(readJson(earlier, "schemas", `${event}.json`), readJson(published, "examples", `${event}.json`)), []);
      assert.deepEqual(problems(readJson(published, "schemas", `${event}.json`), readJson(earlier, "payloads", `${event}.json`)), []);
    });
  }

  test("the AsyncAPI document is one of version 3.0.0 and has every event", () => {
    const document = readJson(published, "asyncapi.json");
    // The schema brings its own copy of the draft that it is written in.
    const ajv = new Ajv({ allErrors: true, strict: false, logger: false, meta: false, validateSchema: false });
    addFormats(ajv);
    const validate = ajv.compile(asyncapi.schemas["3.0.0"]);
    assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5), null, 2));
    assert.deepEqual(Object.keys(document.components.messages).sort(), events);
    assert.ok(!validate({ ...document, channels: { wrong: { address: 7 } } }));
  });

  test("every reference in the AsyncAPI document leads somewhere", () => {
    const document = readJson(published, "asyncapi.json");
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]*)"/g)].map(([, to]) => to);
    assert.ok(references.length > 3 * events.length);
    for (const reference of references) {
      assert.notEqual(reference.split("/").reduce((at, name) => at?.[name], document), undefined, reference);
    }
  });
});
