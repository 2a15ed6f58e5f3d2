// Asks the reader every query of FOLDER/golden.json and holds its answers to Whoosh's: counts, order, scores to 1e-6.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { reader, variorum } from "./scripts.mjs";

const folder = process.env.SEARCH_FOLDER;
const opened = await reader(folder);

for (const { query, name, all, fewer } of JSON.parse(fs.readFileSync(`${folder}/golden.json`, "utf8"))) {
  test(`${query} in ${name}`, async () => {
    const answer = await opened.ask(query, name);
    same(answer.all, all);
    same(answer.fewer, fewer);
  });
}

function same(found, wanted) {
  const scores = new Map(Array.from(found.ids, (id, at) => [id, found.scores[at]]));
  assert.deepEqual(variorum.reader.ranked(found), wanted.map(([id]) => id));
  for (const [id, score] of wanted) assert.ok(Math.abs(scores.get(id) - score) < 1e-6, `${id}: ${scores.get(id)}, Whoosh ${score}`);
}
