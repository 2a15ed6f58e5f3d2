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
    const ranked = (list) => (answer.query.groups.length ? variorum.reader.ranked(list) : opened.newestFirst(list, name));
    await same(answer.all, all, ranked);
    await same(answer.fewer, fewer, ranked);
  });
}

async function same(found, wanted, ranked) {
  const scores = new Map(Array.from(found.ids, (id, at) => [id, found.scores[at]]));
  assert.deepEqual(await ranked(found), wanted.map(([id]) => id));
  for (const [id, score] of wanted) assert.ok(Math.abs(scores.get(id) - score) < 1e-6, `${id}: ${scores.get(id)}, Whoosh ${score}`);
}
