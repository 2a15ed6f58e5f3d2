/**
 * What the files of the search hold (search/FORMAT.md), by key and by number: each is asked for once, when it is first needed.
 */
(function (variorum) {
  "use strict";

  const { undelta } = variorum.postings;

  class Shards {
    /** @param {(path: string) => Promise<any>} get gives a shard @param {object} meta @param {Function|null} bytes as `open` has it */
    constructor(get, meta, bytes) {
      this.get = get;
      this.meta = meta;
      this.bytes = bytes;
      this.rows = new Map();
      this.wide = new Map(meta.wide);
    }

    /** The record of a key, or undefined. @param {"terms"|"positions"|"keys"} kind */
    async record(kind, key) {
      const border = this.meta.borders[kind][shardOf(this.meta.borders[kind], key)];
      if (border === undefined) return undefined;
      const shard = await this.get(`${kind}/${fileName(border)}`);
      return Object.hasOwn(shard, key) ? shard[key] : undefined;
    }

    /** All keys that begin so, in order. */
    async startingWith(kind, prefix) {
      const borders = this.meta.borders[kind];
      const last = shardOf(borders, prefix + "\u{10ffff}");
      const names = borders.slice(Math.max(0, shardOf(borders, prefix)), last + 1);
      const shards = await Promise.all(names.map((border) => this.get(`${kind}/${fileName(border)}`)));
      return shards.flatMap((shard) => Object.keys(shard).filter((key) => key.startsWith(prefix)));
    }

    /** First and last possible day of each article, by slot. @returns {Promise<Map<number, [string, string]>>} */
    async days() {
      if (!this.dated) {
        const { slots, days } = await this.get("dates");
        const numbers = undelta(slots);
        this.dated = new Map(days.map((day, at) => [numbers[at], day.includes("/") ? day.split("/") : [day, day]]));
      }
      return this.dated;
    }

    /** The slot of the article that a quotation is in. */
    slotOf(id) {
      const place = Math.floor(id / this.meta.place);
      return this.wide.get(place) ?? place;
    }

    /** The row of an article: from its pack where the server gives parts of files, else from a whole shard. */
    async row(slot) {
      this.whole ??= this.bytes ? this.fromPack(slot).then(() => false, () => true) : Promise.resolve(true);
      if (!(await this.whole)) return this.fromPack(slot);
      return (await this.get(`store/${Math.floor(slot / this.meta.width)}`))[slot];
    }

    fromPack(slot) {
      if (!this.rows.has(slot)) this.rows.set(slot, this.readPack(slot));
      return this.rows.get(slot);
    }

    async readPack(slot) {
      const number = Math.floor(slot / this.meta.pack);
      const { slots, sizes } = await this.get(`packs/${number}`);
      const place = undelta(slots).indexOf(slot);
      const start = sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
      return this.bytes(`packs/${number}.bin`, start, sizes[place]);
    }

    /** What a list shows of an article. @param {number} slot */
    async article(slot) {
      const row = await this.row(slot);
      return row.text === undefined ? row : { ...row, title: cut(row.text, 0, row.body).trim() };
    }

    /** What a list shows of a quotation, with its article. @param {number} id */
    async quotation(id) {
      const slot = this.slotOf(id);
      const article = await this.article(slot);
      const [mark, start, end, kind, speaker = -1, standing = 0, utterance = "", witnesses = 1] =
        article.quotations[id - slot * this.meta.place];
      const text = article.text === undefined ? "" : cut(article.text, start, end);
      const [key, name] = article.speakers[speaker] ?? ["", ""];
      return {
        article, text, utterance, witnesses, anchor: `q-${mark}`, speaker: key, name,
        kind: this.meta.kinds[kind], standing: this.meta.standings[standing],
      };
    }
  }

  /** Index of the shard that holds a key: the last whose first key is not behind it; -1 for none. */
  function shardOf(borders, key) {
    let low = 0, high = borders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(borders[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** In order of code points; JavaScript's own order is of UTF-16 units. */
  function compare(a, b) {
    const left = Array.from(a), right = Array.from(b);
    for (let at = 0; at < left.length && at < right.length; at++) {
      const step = left[at].codePointAt(0) - right[at].codePointAt(0);
      if (step) return step;
    }
    return left.length - right.length;
  }

  /** The name of a shard's file, from its first key: search/shards.py says why. */
  function fileName(key) {
    if (/^(?=.{1,60}$)[a-z0-9]+(?:[:-][a-z0-9]+)*$/.test(key)) return `_${key.replaceAll(":", ".")}`;
    const bytes = Array.from(new TextEncoder().encode(key), (byte) => byte.toString(16).padStart(2, "0"));
    return `~${bytes.join("").slice(0, 80)}`;
  }

  /** Cut by code points, as every offset in the shards is. The one place where they meet UTF-16. */
  function cut(text, start, end) {
    return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
  }

  variorum.shards = { Shards, shardOf, fileName, cut };
})((globalThis.variorum ??= {}));
