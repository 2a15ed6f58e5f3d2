// The query language in the browser, held to the examples that search/query.py is held to.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { variorum } from "./scripts.mjs";

const unit = ({ match, text }) => `${match} ${text}`;

for (const example of JSON.parse(fs.readFileSync(new URL("queries.json", import.meta.url), "utf8"))) {
  test(`parses ${example.query}`, () => {
    const query = variorum.query.parse(example.query);
    assert.deepEqual(query.groups.map((group) => group.map(unit)), example.groups);
    assert.deepEqual(query.excluded.map(unit), example.excluded ?? []);
    assert.deepEqual(query.filters.map((one) => `${one.excluded ? "-" : ""}${one.key}=${one.value}`), example.filters ?? []);
  });
}
