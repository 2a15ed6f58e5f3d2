/** The query language, cut into parts: the same as search/query.py; tests/search/queries.json holds both to it. */
(function (variorum) {
  "use strict";

  const PART = /(-?)(?:(speaker|outlet|topic|kind|before|after):(?:"([^"]*)"?|(\S+))|"([^"]*)"?|(\S+))/gu;

  /**
   * @typedef {{match: "words"|"phrase"|"prefix", text: string}} Unit
   * @typedef {{key: string, value: string, excluded: boolean}} Filter
   * @typedef {{groups: Unit[][], excluded: Unit[], filters: Filter[]}} Query
   * @param {string} text @returns {Query}
   */
  function parse(text) {
    const query = { groups: [], excluded: [], filters: [] };
    let either = false;
    for (const [, minus, key, quoted, plain, phrase, word] of text.replace(/[“”„«»]/g, '"').matchAll(PART)) {
      if (key) {
        const value = (quoted || plain || "").trim();
        if (value) query.filters.push({ key, value, excluded: minus === "-" });
      } else if (word === "OR" && !minus) {
        either = query.groups.length > 0;
        continue;
      } else {
        const found = units(phrase, word);
        if (minus) query.excluded.push(...found);
        else if (found.length && either) query.groups.at(-1).push(...found);
        else query.groups.push(...found.map((unit) => [unit]));
      }
      either = false;
    }
    return query;
  }

  function units(phrase, word) {
    const cut = (text) => variorum.analysis.words(text.normalize("NFC")).map((one) => one.word);
    if (phrase) return cut(phrase).length ? [{ match: "phrase", text: phrase }] : [];
    const found = cut(word ?? "");
    if (!found.length) return [];
    if (!word.endsWith("*")) return [{ match: "words", text: found.join(" ") }];
    const last = { match: "prefix", text: found.at(-1) };
    return found.length > 1 ? [{ match: "words", text: found.slice(0, -1).join(" ") }, last] : [last];
  }

  /** The query without its stop words, unless it has nothing else. Phrases keep theirs. */
  function withoutStopWords(query, stop) {
    const isStop = (unit) => unit.match === "words" && stop.has(variorum.analysis.fold(unit.text));
    const kept = query.groups.filter((group) => !group.every(isStop));
    return { ...query, groups: kept.length ? kept : query.groups };
  }

  variorum.query = { parse, withoutStopWords };
})((globalThis.variorum ??= {}));
