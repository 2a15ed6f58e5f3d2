/** How a sentence that someone pasted differs from a quotation of the archive. Pure functions. */
(function (variorum) {
  "use strict";

  const ENOUGH = 0.6; // of the pasted words must stand in the quotation, in order. Below, other sentences on the subject come in.
  const FEWEST = 3; // words that must be shared

  /**
   * @typedef {{text: string, change: "same"|"added"|"dropped"|"around"}} Stretch added: only in the archive; dropped: only in
   *   what was pasted; around: the archive's words before and behind
   * @typedef {{verdict: "verbatim"|"part"|"cut"|"altered", share: number, stretches: Stretch[]}} Comparison
   * @param {string} pasted @param {string} quotation @returns {Comparison|null} null where they have too little in common
   */
  function compare(pasted, quotation) {
    const mine = variorum.analysis.words(pasted), theirs = variorum.analysis.words(quotation);
    const pairs = common(mine.map(folded), theirs.map(folded));
    const share = pairs.length / mine.length;
    if (share < ENOUGH || pairs.length < Math.min(FEWEST, mine.length)) return null;
    return { verdict: verdict(mine, theirs, pairs), share, stretches: stretches(pasted, mine, quotation, theirs, pairs) };
  }

  function folded({ word }) {
    return variorum.analysis.fold(word);
  }

  function verdict(mine, theirs, pairs) {
    if (pairs.length < mine.length) return "altered";
    const span = pairs.at(-1)[1] - pairs[0][1] + 1;
    if (span > pairs.length) return "cut";
    return span === theirs.length ? "verbatim" : "part";
  }

  /** The longest common subsequence, as pairs of places; of several the one whose places in *b* lie closest together at the end. */
  function common(a, b) {
    const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) pairs.push([i++, j++]);
      else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
      else j++;
    }
    return pulledTogether(a, b, pairs);
  }

  /** Moves each pair but the last as far back in *b* as it may: a small word may stand earlier in the quotation, too. */
  function pulledTogether(a, b, pairs) {
    for (let at = pairs.length - 2; at >= 0; at--) {
      const [i, from] = pairs[at];
      for (let j = pairs[at + 1][1] - 1; j > from; j--) {
        if (a[i] === b[j]) {
          pairs[at] = [i, j];
          break;
        }
      }
    }
    return pairs;
  }

  function stretches(pasted, mine, quotation, theirs, pairs) {
    const found = [];
    const add = (text, change) => text.trim() && found.push({ text: text.trim(), change });
    const own = (from, to) => (from < to ? pasted.slice(mine[from].start, mine[to - 1].end) : "");
    const other = (from, to) => (from < to ? quotation.slice(theirs[from].start, theirs[to - 1].end) : "");
    let [i, j] = [0, pairs[0][1]];
    add(quotation.slice(0, theirs[j].start), "around");
    for (const run of runs(pairs)) {
      add(own(i, run.i), "dropped");
      add(other(j, run.j), "added");
      add(other(run.j, run.j + run.size), "same");
      [i, j] = [run.i + run.size, run.j + run.size];
    }
    add(own(i, mine.length), "dropped");
    add(quotation.slice(theirs[j - 1].end), "around");
    return found;
  }

  function runs(pairs) {
    const found = [];
    for (const [i, j] of pairs) {
      const last = found.at(-1);
      if (last && last.i + last.size === i && last.j + last.size === j) last.size += 1;
      else found.push({ i, j, size: 1 });
    }
    return found;
  }

  const RANK = { verbatim: 0, part: 1, cut: 2, altered: 3 };

  /** Best first. @param {Comparison} a @param {Comparison} b */
  function order(a, b) {
    return RANK[a.verdict] - RANK[b.verdict] || b.share - a.share;
  }

  /** The words to look a sentence up by: those that are longest and no stop words, each once. */
  function telling(pasted, stop, most) {
    const words = variorum.analysis.words(pasted).map(({ word }) => word);
    const distinct = [...new Map(words.map((word) => [variorum.analysis.fold(word), word])).entries()];
    const content = distinct.filter(([key]) => !stop.has(key));
    return (content.length ? content : distinct).map(([, word]) => word).sort((a, b) => b.length - a.length).slice(0, most);
  }

  variorum.check = { compare, order, telling };
})((globalThis.variorum ??= {}));
