// Loads the browser's scripts as the browser does: classic scripts in one global scope.
import fs from "node:fs";
import vm from "node:vm";

const STATIC = new URL("../../static/search/", import.meta.url);

export function run(name) {
  vm.runInThisContext(fs.readFileSync(new URL(name, STATIC), "utf8"), { filename: name });
}

for (const name of ["analyzer.js", "query.js", "postings.js", "shards.js", "reader.js", "suggestion.js", "excerpt.js"]) run(name);

run("stem/base-stemmer.js");

export async function stemmer(_language, name) {
  run(`stem/${name}-stemmer.js`);
  const made = new globalThis[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]();
  return (word) => made.stemWord(word);
}

export function reader(folder) {
  const load = async (path) => JSON.parse(fs.readFileSync(`${folder}/search/${path}.json`, "utf8"));
  return globalThis.variorum.reader.open(load, stemmer);
}

export const variorum = globalThis.variorum;
