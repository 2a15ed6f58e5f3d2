// Prints, for [[language, word], …] on standard input, the terms of each word: test_analyzer.py compares them with its own.
import fs from "node:fs";
import { stemmer, variorum } from "./scripts.mjs";

const NAMES = { de: "german", en: "english", es: "spanish", fr: "french", ru: "russian" };
const analyzers = new Map();

async function analyzer(language) {
  if (!analyzers.has(language)) {
    const name = NAMES[language];
    analyzers.set(language, variorum.analysis.analyzer(language, name ? await stemmer(language, name) : null));
  }
  return analyzers.get(language);
}

const found = [];
for (const [language, word] of JSON.parse(fs.readFileSync(0, "utf8"))) found.push((await analyzer(language)).of(word));
process.stdout.write(JSON.stringify(found));
