/** The search page: drives the markup of templates/partials/search.html. Its words are those of the site's strings. */
(function (variorum) {
  "use strict";

  const PAUSE = 180; // ms between the last key and the search

  /** @param {HTMLElement} place the element with `data-search-root` */
  function start(place) {
    const part = (name) => place.querySelector(name);
    const page = new Page(place.dataset.searchRoot, JSON.parse(place.dataset.searchWords), {
      form: part(".search-form"),
      field: part("input[name=q]"),
      sort: part("select[name=sort]"),
      status: part("[data-search-status]"),
      suggest: part("[data-search-suggest]"),
      narrow: part("[data-search-narrow]"),
      facets: part("[data-search-facets]"),
      results: part("[data-search-results]"),
      checkForm: part(".search-check-form"),
      checkField: part("textarea[name=check]"),
      checked: part("[data-search-checked]"),
    });
    place.hidden = false;
    page.listen(place);
    page.fromAddress();
  }

  class Page {
    constructor(root, words, parts) {
      this.root = root;
      this.words = words;
      Object.assign(this, parts);
      this.asked = 0;
    }

    listen(place) {
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.search(true); });
      this.field.addEventListener("input", () => this.soon());
      this.sort.addEventListener("change", () => this.search(true));
      this.narrow.addEventListener("toggle", () => this.showFacets());
      this.checkForm.addEventListener("submit", (event) => { event.preventDefault(); this.check(true); });
      place.addEventListener("click", (event) => this.clicked(event));
      addEventListener("popstate", () => this.fromAddress());
      addEventListener("keydown", (event) => this.key(event));
    }

    /** The reader, opened at the first search. */
    reader() {
      const { loader, parts, stemmers } = variorum.loading;
      this.opened ??= variorum.reader.open(loader(this.root), stemmers(this.root), parts(this.root));
      return this.opened;
    }

    fromAddress() {
      const state = new URLSearchParams(location.search);
      this.field.value = [state.get("within"), state.get("q")].filter(Boolean).join(" ");
      this.sort.value = state.get("sort") === "date" ? "date" : "relevance";
      this.checkField.value = state.get("check") ?? "";
      this.search(false, false);
      this.check(false);
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(false), PAUSE);
    }

    /** @param {boolean} settled a new entry in the history @param {boolean} note keep it in the address */
    async search(settled, note = true) {
      clearTimeout(this.timer);
      const text = this.field.value.trim(), sort = this.sort.value, turn = ++this.asked;
      if (note) this.remember(settled);
      if (!text) return this.show([], "");
      try {
        const reader = await this.reader();
        const names = ["quotations", "articles"];
        const answers = await Promise.all(names.map((name) => reader.ask(text, name)));
        const lists = await Promise.all(names.map((name, at) => this.list(reader, name, answers[at], sort)));
        if (turn !== this.asked) return;
        this.show(lists, this.summary(answers));
        await Promise.all([this.showSuggestion(reader, answers, turn), this.showFacets()]);
      } catch (error) {
        if (turn === this.asked) this.show([], this.words.failed);
        console.error(error);
      }
    }

    address(values) {
      const state = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
      return `${location.pathname}${state.size ? `?${state}` : ""}`;
    }

    remember(settled) {
      const sort = this.sort.value === "date" ? "date" : "";
      const address = this.address({ q: this.field.value.trim(), sort, check: this.checkField.value.trim() });
      if (settled && address !== this.settledAt) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      if (settled) this.settledAt = address;
    }

    async list(reader, name, { all, fewer, query }, sort) {
      const byDate = sort === "date" || !query.groups.length;
      const order = async (list) => (byDate ? reader.newestFirst(list, name) : variorum.reader.ranked(list));
      const list = new variorum.lists.List(reader, name, query, await order(all), await order(fewer), this.root, this.words);
      await list.more();
      return list;
    }

    show(lists, text) {
      this.results.replaceChildren(...lists.map((list) => list.element));
      this.status.textContent = text;
      this.narrow.hidden = !lists.length;
      this.suggest.hidden = true;
    }

    summary([quotations, articles]) {
      const number = (count) => count.toLocaleString(document.documentElement.lang);
      const all = this.words.status
        .replace("{quotations}", number(quotations.all.ids.length))
        .replace("{articles}", number(articles.all.ids.length));
      const fewer = quotations.fewer.ids.length + articles.fewer.ids.length;
      return fewer ? `${all} ${this.words.status_fewer.replace("{n}", number(fewer))}` : all;
    }

    /** For the first word that nothing has: one that is spelt much like it. */
    async showSuggestion(reader, [, { query }], turn) {
      for (const { match, text } of query.groups.flat()) {
        if (match !== "words" || text.includes(" ")) continue;
        const better = await variorum.suggestion(reader, text);
        if (!better || turn !== this.asked) continue;
        const whole = this.field.value.trim().replace(text, better);
        const link = variorum.lists.make("a", { href: this.address({ q: whole }), textContent: better });
        link.dataset.searchQuery = whole;
        this.suggest.replaceChildren(`${this.words.suggest.replace("{word}", text)} `, link, "?");
        this.suggest.hidden = false;
        return;
      }
    }

    async showFacets() {
      const text = this.field.value.trim(), turn = this.asked;
      if (!this.narrow.open || this.narrow.hidden || !text) return;
      const found = await variorum.facets.facets(await this.reader(), text, this.words, (q) => this.address({ q }));
      if (turn !== this.asked) return;
      const focused = this.facets.contains(document.activeElement) ? document.activeElement.textContent : "";
      this.facets.replaceChildren(...found);
      if (focused) [...this.facets.querySelectorAll("a")].find((link) => link.textContent === focused)?.focus();
    }

    /** Links that carry a query are searched for without leaving the page. */
    clicked(event) {
      const link = event.target.closest?.("a[data-search-query]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      this.field.value = link.dataset.searchQuery;
      this.search(true);
    }

    /** `/` goes to the field, the arrows go through what was found. */
    key(event) {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "/" && !typing) {
        event.preventDefault();
        this.field.focus();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || (typing && event.target !== this.field)) return;
      const stops = [this.field, ...this.results.querySelectorAll(".search-hits a")];
      const at = stops.indexOf(document.activeElement);
      if (at < 0 || !stops[at + step]) return;
      event.preventDefault();
      stops[at + step].focus();
    }

    async check(settled) {
      const pasted = this.checkField.value.trim();
      if (settled) this.remember(true);
      if (!pasted) return this.checked.replaceChildren();
      try {
        const found = await variorum.checking.nearest(await this.reader(), pasted);
        this.checked.replaceChildren(...variorum.checking.shown(found, this.words, this.root));
      } catch (error) {
        this.checked.textContent = this.words.failed;
        console.error(error);
      }
    }
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-search-root]").forEach(start));
})((globalThis.variorum ??= {}));
