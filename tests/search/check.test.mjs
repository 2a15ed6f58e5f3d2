// "Check a quotation": what is said of a pasted sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run, variorum } from "./scripts.mjs";

run("check.js");
const { compare, order, telling } = variorum.check;
const QUOTATION = "We’ve heard all this many times, to our regret. Likewise, we strongly dislike it when others try to meddle in our affairs";

const shown = (comparison) => comparison && [comparison.verdict, ...comparison.stretches.map(({ change, text }) => `${change}: ${text}`)];

test("the same words are verbatim, whatever case, apostrophes and marks", () => {
  assert.deepEqual(shown(compare("WE'VE HEARD ALL THIS", "We’ve heard all this")), ["verbatim", "same: We’ve heard all this"]);
});

test("a stretch of a longer quotation is a part of it", () => {
  assert.deepEqual(shown(compare("we strongly dislike it", QUOTATION)), [
    "part",
    "around: We’ve heard all this many times, to our regret. Likewise,",
    "same: we strongly dislike it",
    "around: when others try to meddle in our affairs",
  ]);
});

test("words left out in between are a cut, and shown", () => {
  assert.deepEqual(shown(compare("We’ve heard all this, to our regret", "We’ve heard all this many times, to our regret")), [
    "cut",
    "same: We’ve heard all this",
    "added: many times",
    "same: to our regret",
  ]);
});

test("other words are an alteration, and both are shown", () => {
  assert.deepEqual(shown(compare("we dislike it when others interfere in our affairs", "we dislike it when others meddle in our affairs")), [
    "altered",
    "same: we dislike it when others",
    "dropped: interfere",
    "added: meddle",
    "same: in our affairs",
  ]);
});

test("a sentence with little in common is not found", () => {
  assert.equal(compare("the weather is fine today in Paris", QUOTATION), null);
});

test("verbatim comes before cut, cut before altered", () => {
  const found = [
    compare("we dislike it when others interfere", "we dislike it when others meddle"),
    compare("we dislike it", "we strongly dislike it"),
    compare("we dislike it", "we dislike it"),
  ];
  assert.deepEqual(found.sort(order).map(({ verdict }) => verdict), ["verbatim", "cut", "altered"]);
});

test("a sentence is looked up by its longest words that are no stop words", () => {
  assert.deepEqual(telling("We strongly dislike it when others meddle", new Set(["we", "it", "when"]), 2), ["strongly", "dislike"]);
});
