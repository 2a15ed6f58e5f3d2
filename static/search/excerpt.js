/** Which words of a text a query meant, and the stretch of the text that shows most of them. Pure functions. */
(function (variorum) {
  "use strict";

  const AROUND = 30; // words an excerpt; a line and a half of the result list
  /** @typedef {{text: string, marked: boolean}} Piece */

  /**
   * A test whether a word of a text is one that the query asked for.
   * @param {object} query as variorum.query.parse gives it
   * @param {{language: string, terms: (word: string) => string[], of: (text: string) => string[]}[]} analyzers of the archive
   * @param {string} language of the text
   */
  function matcher(query, analyzers, language) {
    const units = query.groups.flat();
    const own = analyzers.find((one) => one.language === language) ?? analyzers[0];
    const terms = new Set(units.flatMap((unit) => analyzers.flatMap((one) => one.of(unit.text))));
    const prefixes = units.filter((unit) => unit.match === "prefix").map((unit) => variorum.analysis.fold(unit.text));
    return (word) =>
      own.terms(word).some((term) => terms.has(term) || prefixes.some((prefix) => term.startsWith(prefix))) ||
      prefixes.some((prefix) => variorum.analysis.fold(word).startsWith(prefix));
  }

  /** A whole text in pieces. @param {string} text @param {(word: string) => boolean} matches @returns {Piece[]} */
  function marked(text, matches) {
    return pieces(text, variorum.analysis.words(text).filter(({ word }) => matches(word)), 0, text.length);
  }

  /** The stretch of about AROUND words with the most different matching words, in pieces. @returns {Piece[]} */
  function excerpt(text, matches) {
    const words = variorum.analysis.words(text);
    if (!words.length) return [];
    const found = words.map(({ word }) => matches(word));
    const first = bestStart(words, found);
    const last = Math.min(words.length, first + AROUND) - 1;
    const start = words[first].start, end = last === words.length - 1 ? text.length : words[last].end;
    const cut = pieces(text, words.filter((_, at) => found[at] && at >= first && at <= last), start, end);
    if (first > 0) cut.unshift({ text: "… ", marked: false });
    if (end < text.length) cut.push({ text: " …", marked: false });
    return cut;
  }

  function bestStart(words, found) {
    let best = 0, most = -1;
    for (let at = 0; at < words.length; at++) {
      if (!found[at] && at) continue;
      const first = Math.max(0, Math.min(at - 4, words.length - AROUND));
      const seen = new Map();
      for (let place = first; place < Math.min(words.length, first + AROUND); place++) {
        if (found[place]) seen.set(words[place].word.toLowerCase(), true);
      }
      if (seen.size > most) [best, most] = [first, seen.size];
    }
    return best;
  }

  function pieces(text, marks, start, end) {
    const found = [];
    let at = start;
    for (const mark of marks) {
      if (mark.start > at) found.push({ text: text.slice(at, mark.start), marked: false });
      found.push({ text: text.slice(mark.start, mark.end), marked: true });
      at = mark.end;
    }
    if (at < end) found.push({ text: text.slice(at, end), marked: false });
    return found;
  }

  variorum.excerpts = { matcher, marked, excerpt };
})((globalThis.variorum ??= {}));
