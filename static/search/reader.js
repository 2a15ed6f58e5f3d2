/**
 * The reader of the search shards: answers queries from as few of them as it can, and scores as Whoosh does.
 * It knows nothing of pages; `load` is how it gets a shard.
 */
(function (variorum) {
  "use strict";

  const { NONE, decode, union, intersection, filter, constant, undelta, firstFrom } = variorum.postings;
  const { Shards } = variorum.shards;
  const FIELDS = { articles: ["title", "body"], quotations: ["words"] };
  const COLUMN = { title: 0, body: 1, words: 2 };
  const PREFIX_SCORE = 1;

  /** @typedef {{ids: Int32Array, scores: Float64Array}} Postings */

  /**
   * @param {(path: string) => Promise<any>} load gives a shard by its path without ending
   * @param {(language: string, name: string) => Promise<(word: string) => string>} stemmer gives Snowball's stemmer
   * @param {((path: string, start: number, size: number) => Promise<any>)|null} bytes gives JSON out of part of a pack, or fails
   */
  async function open(load, stemmer, bytes = null) {
    const loaded = new Map();
    const get = (path) => {
      if (!loaded.has(path)) loaded.set(path, load(path).catch((error) => { loaded.delete(path); throw error; }));
      return loaded.get(path);
    };
    const meta = await get("meta");
    const analyzers = await Promise.all(meta.languages.map(async (language) => {
      const name = meta.stemmers[language];
      return variorum.analysis.analyzer(language, name ? await stemmer(language, name) : null);
    }));
    return new Reader(get, meta, analyzers, bytes);
  }

  class Reader extends Shards {
    constructor(get, meta, analyzers, bytes) {
      super(get, meta, bytes);
      this.analyzers = analyzers;
      this.stop = new Set(Object.values(meta.stop).flat());
      this.scored = new Map();
    }

    /**
     * Everything that a query finds in one of the two indexes.
     * @param {string} text @param {"articles"|"quotations"} name @returns {Promise<{all: Postings, fewer: Postings, query: object}>}
     */
    async ask(text, name) {
      return this.answer(variorum.query.withoutStopWords(variorum.query.parse(text), this.stop), name);
    }

    /** The same for a query in parts. */
    async answer(query, name) {
      const [keep, groups, excluded] = await Promise.all([
        this.filters(query.filters, name),
        Promise.all(query.groups.map(async (group) => union(await Promise.all(group.map((unit) => this.unit(unit, name)))))),
        Promise.all(query.excluded.map((unit) => this.unit(unit, name))),
      ]);
      const barred = new Set(excluded.flatMap((one) => [...one.ids]));
      const passes = (id) => !barred.has(id) && keep(id);
      const free = barred.size === 0 && keep === always;
      const only = (list) => (free ? list : filter(list, passes));
      const all = only(groups.length ? intersection(groups) : await this.every(name));
      if (groups.length < 2) return { all, fewer: NONE, query };
      const found = new Set(all.ids);
      return { all, fewer: filter(only(union(groups)), (id) => !found.has(id)), query };
    }

    /** Documents of a unit: a word, a phrase, a prefix; one reading for each language of the archive. */
    async unit(unit, name) {
      const readings = new Map(this.analyzers.map((one) => one.of(unit.text)).map((terms) => [terms.join(" "), terms]));
      const found = [...readings.values()].map((terms) => (terms.length > 1 ? this.phrase(terms, name) : this.term(terms[0], name)));
      if (unit.match !== "prefix") return union(await Promise.all(found));
      const prefix = variorum.analysis.fold(unit.text.normalize("NFC"));
      const terms = await this.startingWith("terms", prefix);
      return constant(union(await Promise.all([...found, ...terms.map((term) => this.term(term, name))])), PREFIX_SCORE);
    }

    /** Documents with a term, in the fields of one index. */
    async term(term, name) {
      return union(await Promise.all(FIELDS[name].map((field) => this.field(term, field))));
    }

    /** Postings of a term in one field, decoded and scored once. */
    async field(term, field) {
      const key = `${field} ${term}`;
      if (!this.scored.has(key)) {
        const record = await this.record("terms", term);
        const count = field === "words" ? this.meta.quotations : this.meta.articles;
        this.scored.set(key, decode(record && record[COLUMN[field]], count, this.meta.lengths[field] / count));
      }
      return this.scored.get(key);
    }

    /** Documents in which the terms follow each other, in one field or another. */
    async phrase(terms, name) {
      return union(await Promise.all(FIELDS[name].map((field) => this.phraseIn(terms, field))));
    }

    async phraseIn(terms, field) {
      const distinct = [...new Set(terms)];
      const lists = new Map();
      await Promise.all(distinct.map(async (term) => lists.set(term, await this.field(term, field))));
      const both = intersection(terms.map((term) => lists.get(term)));
      if (!both.ids.length) return NONE;
      const where = new Map();
      await Promise.all(distinct.map(async (term) => where.set(term, await this.positions(term, field, lists.get(term).ids, both.ids))));
      return filter(both, (id) => follow(terms.map((term) => where.get(term)(id))));
    }

    /** A function that gives a term's places in a document: of those in *wanted*, out of all *ids* that have the term. */
    async positions(term, field, ids, wanted) {
      const record = await this.record("terms", term), column = COLUMN[field];
      const places = (steps) => (steps ? undelta(steps.split(",").map(Number)) : []);
      if (!record[3]) {
        const list = (await this.record("positions", term))[column];
        return (id) => places(list[firstFrom(ids, id, 0)]);
      }
      const slices = new Map();
      const needed = new Set(Array.from(wanted, (id) => this.slice(id, field)));
      await Promise.all([...needed].map(async (slice) => {
        const start = ids.findIndex((id) => this.slice(id, field) === slice);
        slices.set(slice, { list: (await this.record("positions", `${term} ${slice.toString(16)}`))[column], start });
      }));
      return (id) => {
        const { list, start } = slices.get(this.slice(id, field));
        return places(list[firstFrom(ids, id, 0) - start]);
      };
    }

    /** Which sixteenth of all slots a document is in: the positions of frequent terms are cut so. */
    slice(id, field) {
      const place = field === "words" ? Math.floor(id / this.meta.place) : id;
      return Math.min(15, Math.floor((place * 16) / this.meta.line));
    }

    /** A test that a document passes all filters. */
    async filters(filters, name) {
      const byKey = new Map();
      for (const one of filters) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
      const tests = await Promise.all([...byKey].map(([key, these]) => this.condition(key, these, name)));
      return tests.length ? (id) => tests.every((test) => test(id)) : always;
    }

    async condition(key, filters, name) {
      const sets = await Promise.all(filters.map(async (one) => ({ ...one, ids: await this.passing(one, name) })));
      const wanted = sets.filter((one) => !one.excluded), unwanted = sets.filter((one) => one.excluded);
      const every = key === "before" || key === "after";
      return (id) =>
        (!wanted.length || (every ? wanted.every((one) => one.ids.has(id)) : wanted.some((one) => one.ids.has(id)))) &&
        !unwanted.some((one) => one.ids.has(id));
    }

    /** Numbers of what passes one filter; those of articles pass for their quotations and the other way round. */
    async passing({ key, value }, name) {
      if (key === "before" || key === "after") return this.within(key, value, name);
      const ofQuotations = key === "speaker" || key === "kind";
      const ids = key === "speaker" ? await this.speaker(value) : undelta((await this.record("keys", `${key}:${value.toLowerCase()}`)) ?? []);
      if (ofQuotations === (name === "quotations")) return new Set(ids);
      if (ofQuotations) return new Set(Array.from(ids, (id) => this.slotOf(id)));
      const slots = new Set(ids);
      return { has: (id) => slots.has(this.slotOf(id)) };
    }

    /**
     * How many of a query's hits each value of a facet has, its own filters left aside, so that another value can be chosen.
     * Speakers are counted by quotations, the others by articles.
     * @param {string} text @param {"speaker"|"outlet"|"topic"|"year"} facet
     * @returns {Promise<{value: string, count: number, first: number}[]>} most first; *first* is the number of one hit
     */
    async counts(text, facet) {
      const keys = facet === "year" ? ["before", "after"] : [facet];
      const query = variorum.query.withoutStopWords(variorum.query.parse(text), this.stop);
      const name = facet === "speaker" ? "quotations" : "articles";
      const others = { ...query, filters: query.filters.filter((one) => !keys.includes(one.key)) };
      const { ids } = (await this.answer(others, name)).all;
      const found = facet === "year" ? await this.years(ids) : await this.byKey(ids, `${facet}:`);
      return found.filter((one) => one.count).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    }

    async byKey(ids, prefix) {
      const hits = new Set(ids);
      const keys = await this.startingWith("keys", prefix);
      return Promise.all(keys.map(async (key) => {
        const those = undelta(await this.record("keys", key)).filter((id) => hits.has(id));
        return { value: key.slice(prefix.length), count: those.length, first: those[0] };
      }));
    }

    async years(ids) {
      const days = await this.days(), found = new Map();
      for (const id of ids) {
        const [first, last] = days.get(id);
        const year = first.slice(0, 4);
        if (year !== last.slice(0, 4)) continue;
        const known = found.get(year) ?? { value: year, count: 0, first: id };
        found.set(year, known);
        known.count += 1;
      }
      return [...found.values()];
    }

    /** Quotations of a speaker, by id or by words of the name. */
    async speaker(value) {
      const exact = await this.record("keys", `speaker:${value}`);
      if (exact) return undelta(exact);
      const words = variorum.analysis.words(value.normalize("NFC")).map(({ word }) => variorum.analysis.fold(word));
      const lists = await Promise.all(words.map(async (word) => undelta((await this.record("keys", `name:${word}`)) ?? [])));
      return intersection(lists.map((ids) => ({ ids, scores: new Float64Array(ids.length) }))).ids;
    }

    async within(key, value, name) {
      const days = await this.days();
      const passes = key === "before"
        ? (slot) => days.get(slot)[0] <= `${value}-99-99`.slice(0, 10)
        : (slot) => days.get(slot)[1] >= `${value}-00-00`.slice(0, 10);
      return { has: (id) => passes(name === "articles" ? id : this.slotOf(id)) };
    }

    /** Every document of an index, unscored. */
    async every(name) {
      const slots = [...(await this.days()).keys()];
      if (name === "articles") return { ids: Int32Array.from(slots), scores: new Float64Array(slots.length) };
      const kinds = await this.startingWith("keys", "kind:");
      const lists = await Promise.all(kinds.map(async (kind) => undelta(await this.record("keys", kind))));
      return union(lists.map((ids) => ({ ids, scores: new Float64Array(ids.length) })));
    }

    /** Newest first, undated last; the same day in order of relevance. @param {Postings} list @returns {Promise<number[]>} ids */
    async newestFirst(list, name) {
      const days = await this.days();
      const day = (id) => (name === "articles" ? days.get(id) : days.get(this.slotOf(id)))[0];
      const ids = ranked(list), keys = new Map(ids.map((id) => [id, day(id)]));
      return ids.sort((a, b) => (keys.get(a) < keys.get(b) ? 1 : keys.get(a) > keys.get(b) ? -1 : 0));
    }

  }

  function always() {
    return true;
  }

  /** True where some place of the first list is followed, one by one, by places of the others. */
  function follow(lists) {
    const later = lists.slice(1).map((one) => new Set(one));
    return Array.from(lists[0]).some((place) => later.every((places, ahead) => places.has(place + ahead + 1)));
  }

  /** Best first; equal scores in order of their numbers, as Whoosh has them. @param {Postings} list @returns {number[]} ids */
  function ranked(list) {
    const rounded = Float64Array.from(list.scores, (score) => Math.round(score * 1e9));
    const order = Array.from(list.ids.keys()).sort((a, b) => rounded[b] - rounded[a] || list.ids[a] - list.ids[b]);
    return order.map((place) => list.ids[place]);
  }

  variorum.reader = { open, ranked };
})((globalThis.variorum ??= {}));
