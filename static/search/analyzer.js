/**
 * The analyzer: what a word of a query is called in the index. The same terms as search/analyzer.py gives; tests hold the two
 * together over a vocabulary and over every Unicode character.
 *
 * All scripts of the search are classic scripts that hang what they offer on `variorum`: modules do not load from `file://`.
 */
(function (variorum) {
  "use strict";

  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
  const IDEOGRAPHS = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const PIECE = new RegExp(`[${IDEOGRAPHS}]+|[^${IDEOGRAPHS}]+`, "gu");
  const IDEOGRAPH = new RegExp(`[${IDEOGRAPHS}]`, "u");
  const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)/u;
  const ASCII = /^[\x00-\x7f]*$/;
  const CHEROKEE = /[\u13a0-\u13f5]/; // folds to capitals
  const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu;

  /** A word without case, typographic apostrophes and Latin accents. @param {string} word */
  function fold(word) {
    if (ASCII.test(word)) return word.toLowerCase();
    const folded = caseFold(word.replaceAll("’", "'"));
    return folded.normalize("NFD").replace(LATIN_MARKS, "$1").normalize("NFC");
  }

  /** Unicode case folding, which JavaScript lacks: upper case first, so that ß gives ss and ς gives σ. @param {string} word */
  function caseFold(word) {
    return [...word].map(caseFoldOne).join("");
  }

  function caseFoldOne(character) {
    if (character === "ı") return character;
    const upper = character.toUpperCase();
    return CHEROKEE.test(upper) ? upper : upper.toLowerCase().replaceAll("ς", "σ").replaceAll("ß", "ss");
  }

  /** The words of a text with their places in it. @param {string} text @returns {{word: string, start: number, end: number}[]} */
  function words(text) {
    return Array.from(text.matchAll(WORD), (found) => ({
      word: found[0],
      start: found.index,
      end: found.index + found[0].length,
    }));
  }

  /** @param {string} language @param {((word: string) => string)|null} stem as Snowball's `stemWord` */
  function analyzer(language, stem) {
    const known = new Map();
    const term = (folded) => {
      const word = language === "fr" ? folded.replace(ELISION, "") : folded;
      return (stem && stem(word)) || word;
    };
    const piece = (part) => {
      if (!IDEOGRAPH.test(part)) {
        const bare = part.replace(/^'+|'+$/g, "");
        return bare ? [term(bare)] : [];
      }
      const characters = [...part];
      if (characters.length === 1) return [part];
      return characters.slice(1).map((one, at) => characters[at] + one);
    };
    /** The terms of one word. @param {string} word @returns {string[]} */
    const terms = (word) => {
      let found = known.get(word);
      if (!found) {
        const folded = fold(word.normalize("NFC"));
        found = IDEOGRAPH.test(folded) ? folded.match(PIECE).flatMap(piece) : [term(folded)];
        known.set(word, found);
      }
      return found;
    };
    /** The terms of a text, in order. @param {string} text @returns {string[]} */
    const of = (text) => words(text.normalize("NFC")).flatMap(({ word }) => terms(word));
    return { language, terms, of };
  }

  variorum.analysis = { fold, words, analyzer };
})((globalThis.variorum ??= {}));
