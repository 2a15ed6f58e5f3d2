/** Postings as pairs of arrays in order of document numbers, and what can be done with them. Pure functions. */
(function (variorum) {
  "use strict";

  /** @typedef {{ids: Int32Array, scores: Float64Array}} Postings */

  const K1 = 1.2, B = 0.75; // Whoosh's BM25F as it comes
  const GROUPS = 65536; // more than (frequency, length) pairs of any term, so that number * GROUPS + group sorts by number

  const NONE = { ids: new Int32Array(0), scores: new Float64Array(0) };

  /**
   * Decode one field of a term's record and score it.
   * @param {number[][]|0} groups [[frequency, length, number, step, …], …]
   * @param {number} count documents in the index @param {number} average length of the field
   * @returns {Postings}
   */
  function decode(groups, count, average) {
    if (!groups) return NONE;
    let size = 0;
    for (const group of groups) size += group.length - 2;
    const idf = Math.log(count / (size + 1)) + 1;
    const keys = new Float64Array(size);
    const group_scores = groups.map(([frequency, length]) => score(idf, frequency, length, average));
    let at = 0;
    groups.forEach((group, index) => {
      let number = 0;
      for (let place = 2; place < group.length; place++) {
        number += group[place];
        keys[at++] = number * GROUPS + index;
      }
    });
    if (groups.length > 1) keys.sort();
    const ids = new Int32Array(size), scores = new Float64Array(size);
    keys.forEach((key, place) => {
      ids[place] = Math.floor(key / GROUPS);
      scores[place] = group_scores[key % GROUPS];
    });
    return { ids, scores };
  }

  function score(idf, frequency, length, average) {
    return idf * ((frequency * (K1 + 1)) / (frequency + K1 * ((1 - B) + (B * length) / (average || 1))));
  }

  /** Documents in either, scores added. @param {Postings[]} lists @returns {Postings} */
  function union(lists) {
    const found = lists.filter((one) => one.ids.length);
    return found.length ? found.reduce(unionOfTwo) : NONE;
  }

  function unionOfTwo(a, b) {
    const ids = new Int32Array(a.ids.length + b.ids.length), scores = new Float64Array(ids.length);
    let i = 0, j = 0, size = 0;
    while (i < a.ids.length || j < b.ids.length) {
      const left = i < a.ids.length ? a.ids[i] : Infinity, right = j < b.ids.length ? b.ids[j] : Infinity;
      ids[size] = Math.min(left, right);
      scores[size++] = (left <= right ? a.scores[i++] : 0) + (right <= left ? b.scores[j++] : 0);
    }
    return { ids: ids.subarray(0, size), scores: scores.subarray(0, size) };
  }

  /** Documents in all, scores added. @param {Postings[]} lists @returns {Postings} */
  function intersection(lists) {
    if (!lists.length || lists.some((one) => !one.ids.length)) return NONE;
    return [...lists].sort((a, b) => a.ids.length - b.ids.length).reduce(intersectionOfTwo);
  }

  function intersectionOfTwo(a, b) {
    const ids = new Int32Array(a.ids.length), scores = new Float64Array(ids.length);
    let size = 0, j = 0;
    for (let i = 0; i < a.ids.length && j < b.ids.length; i++) {
      j = firstFrom(b.ids, a.ids[i], j);
      if (b.ids[j] !== a.ids[i]) continue;
      ids[size] = a.ids[i];
      scores[size++] = a.scores[i] + b.scores[j];
    }
    return { ids: ids.subarray(0, size), scores: scores.subarray(0, size) };
  }

  /** Index of the first id that is not smaller, searched in growing steps from *from*. */
  function firstFrom(ids, wanted, from) {
    let step = 1, low = from, high = from;
    while (high < ids.length && ids[high] < wanted) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, ids.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ids[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Those documents for which *keep* holds. @param {Postings} list @param {(id: number) => boolean} keep @returns {Postings} */
  function filter(list, keep) {
    const places = [];
    list.ids.forEach((id, place) => keep(id) && places.push(place));
    return { ids: Int32Array.from(places, (at) => list.ids[at]), scores: Float64Array.from(places, (at) => list.scores[at]) };
  }

  /** The same documents, each with the same score. @param {Postings} list @param {number} value @returns {Postings} */
  function constant(list, value) {
    return { ids: list.ids, scores: new Float64Array(list.ids.length).fill(value) };
  }

  /** Numbers from a list of steps. @param {number[]} steps @returns {Int32Array} */
  function undelta(steps) {
    let number = 0;
    return Int32Array.from(steps, (step) => (number += step));
  }

  variorum.postings = { NONE, decode, union, intersection, filter, constant, undelta, firstFrom };
})((globalThis.variorum ??= {}));
