/** "Check a quotation": the form, and what it shows. */
(function (variorum) {
  "use strict";

  const WORDS = 8; // of the sentence that are looked up; each costs a shard
  const NEAREST = 20; // quotations that are compared word by word
  const SHOWN = 5; // utterances

  const ELEMENTS = { added: "ins", dropped: "del", same: "span", around: "span" };

  /** The quotations nearest to a sentence, best first, each utterance once. */
  async function nearest(reader, pasted) {
    const words = variorum.check.telling(pasted, reader.stop, WORDS);
    if (!words.length) return [];
    const answer = await reader.ask(words.map((word) => `"${word}"`).join(" OR "), "quotations");
    const ids = variorum.reader.ranked(answer.all).slice(0, NEAREST);
    const hits = await Promise.all(ids.map((id) => reader.quotation(id)));
    const compared = hits.map((hit) => ({ hit, comparison: variorum.check.compare(pasted, bare(hit.text)) }));
    return gathered(compared.filter((one) => one.comparison).sort((a, b) => variorum.check.order(a.comparison, b.comparison)));
  }

  /** Without the quotation marks around it. */
  function bare(text) {
    return text.replace(/^["“”„«»'‘’]+|["“”„«»'‘’]+$/g, "");
  }

  /** Quotations of the same words by the same speaker are one, with several places. */
  function gathered(found) {
    const byWords = new Map();
    for (const { hit, comparison } of found) {
      const words = variorum.analysis.words(hit.text).map(({ word }) => variorum.analysis.fold(word)).join(" ");
      const key = `${hit.speaker} ${words}`;
      if (!byWords.has(key)) byWords.set(key, { hit, comparison, places: [] });
      byWords.get(key).places.push(hit);
    }
    return [...byWords.values()].slice(0, SHOWN);
  }

  /** What the page shows of them. @returns {Node[]} */
  function shown(found, words, root) {
    const { make } = variorum.lists;
    if (!found.length) return [make("p", { className: "search-verdict", textContent: words.not_found })];
    const key = found.some(({ comparison }) => comparison.stretches.some(({ change }) => change === "added" || change === "dropped"));
    const items = found.map((one) => item(one, words, root));
    return [...(key ? [make("p", { className: "search-key", textContent: words.check_key })] : []), make("ol", { className: "search-hits" }, ...items)];
  }

  function item({ hit, comparison, places }, words, root) {
    const { make, link, source } = variorum.lists;
    const text = make("blockquote", { lang: hit.article.lang });
    comparison.stretches.forEach(({ text: piece, change }, at) => {
      const element = make(ELEMENTS[change], { textContent: piece });
      if (change === "around") element.className = "search-around";
      text.append(at && /^[\p{L}\p{N}(“"]/u.test(piece) ? " " : "", element);
    });
    const verdict = make("p", { className: "search-verdict", textContent: words[comparison.verdict] });
    const by = hit.name ? words.said_by.replace("{name}", hit.name) : words.said_by_nobody;
    const where = make("figcaption", {}, `${by} `);
    places.forEach((place, at) => where.append(at ? "; " : "", link(root, place.article, `#${place.anchor}`, [place.article.title]), source(place.article)));
    return make("li", {}, verdict, make("figure", {}, text, where));
  }

  variorum.checking = { nearest, shown };
})((globalThis.variorum ??= {}));
