/** The search page: drives the markup of templates/partials/search.html. */
(function (variorum) {
  "use strict";

  const PAGE = 5; // hits a list shows at first, and with each "more"
  const PAUSE = 180; // ms between the last key and the search

  /** @param {HTMLElement} place the element with `data-search-root` */
  function start(place) {
    const root = place.dataset.searchRoot;
    const parts = {
      form: place.querySelector("form"),
      field: place.querySelector("input[name=q]"),
      sort: place.querySelector("select[name=sort]"),
      status: place.querySelector("[data-search-status]"),
      results: place.querySelector("[data-search-results]"),
    };
    const page = new Page(root, parts);
    parts.form.addEventListener("submit", (event) => { event.preventDefault(); page.search(true); });
    parts.field.addEventListener("input", () => page.soon());
    parts.sort.addEventListener("change", () => page.search(true));
    addEventListener("popstate", () => page.fromAddress());
    page.fromAddress();
    place.hidden = false;
  }

  class Page {
    constructor(root, parts) {
      this.root = root;
      Object.assign(this, parts);
      this.asked = 0;
    }

    /** The reader, opened at the first search. */
    reader() {
      this.opened ??= variorum.reader.open(variorum.loading.loader(this.root), variorum.loading.stemmers(this.root), variorum.loading.parts(this.root));
      return this.opened;
    }

    fromAddress() {
      const state = new URLSearchParams(location.search);
      this.field.value = state.get("q") ?? "";
      this.sort.value = state.get("sort") === "date" ? "date" : "relevance";
      this.search(false, false);
    }

    soon() {
      clearTimeout(this.timer);
      this.reader();
      this.timer = setTimeout(() => this.search(false), PAUSE);
    }

    /** @param {boolean} settled the reader of the page asked for it: a new entry in the history @param {boolean} note keep it in the address */
    async search(settled, note = true) {
      clearTimeout(this.timer);
      const text = this.field.value.trim(), sort = this.sort.value, turn = ++this.asked;
      if (note) this.remember(text, sort, settled);
      if (!text) return this.show([], "");
      try {
        const reader = await this.reader();
        const names = ["quotations", "articles"];
        const answers = await Promise.all(names.map((name) => reader.ask(text, name)));
        const lists = await Promise.all(names.map((name, at) => this.list(reader, name, answers[at], sort)));
        if (turn !== this.asked) return;
        this.show(lists, summary(answers));
      } catch (error) {
        if (turn === this.asked) this.show([], "The search index could not be read. Reload the page to try again.");
        console.error(error);
      }
    }

    remember(text, sort, settled) {
      const state = new URLSearchParams();
      if (text) state.set("q", text);
      if (sort !== "relevance") state.set("sort", sort);
      const address = `${location.pathname}${state.size ? `?${state}` : ""}`;
      if (settled && address !== this.settledAt) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      if (settled) this.settledAt = address;
    }

    async list(reader, name, answer, sort) {
      const byDate = sort === "date" || !answer.query.groups.length;
      const order = async (list) => (byDate ? reader.newestFirst(list, name) : variorum.reader.ranked(list));
      const all = await order(answer.all), fewer = await order(answer.fewer);
      const list = new List(reader, name, answer, all, fewer, this.root);
      await list.more();
      return list;
    }

    show(lists, text) {
      this.results.replaceChildren(...lists.map((list) => list.element));
      this.status.textContent = text;
    }
  }

  function summary([quotations, articles]) {
    const all = `${count(quotations.all.ids.length, "quotation")}, ${count(articles.all.ids.length, "article")}`;
    const fewer = quotations.fewer.ids.length + articles.fewer.ids.length;
    return fewer ? `${all}; ${fewer} more with fewer of the words` : all;
  }

  function count(number, noun) {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  }

  /** One result list: the hits with all words, then those with fewer. */
  class List {
    constructor(reader, name, answer, all, fewer, root) {
      Object.assign(this, { reader, name, answer, all, fewer, root, shown: 0 });
      this.hits = make("ol", { className: "search-hits" });
      this.button = make("button", { type: "button", className: "search-more", textContent: "More" });
      this.button.addEventListener("click", () => this.further());
      const heading = make("h2", { textContent: name === "quotations" ? "Quotations" : "Articles", id: `search-${name}` });
      heading.append(make("span", { className: "search-count", textContent: ` ${all.length.toLocaleString("en")}` }));
      this.element = make("section", { className: "search-list" }, heading, this.hits, this.button);
      this.element.setAttribute("aria-labelledby", heading.id);
    }

    get order() {
      return [...this.all, ...this.fewer];
    }

    /** Show the next few hits. */
    async more() {
      const next = this.order.slice(this.shown, this.shown + PAGE);
      const draw = this.name === "quotations" ? (id) => this.quotation(id) : (id) => this.article(id);
      const items = await Promise.all(next.map(draw));
      items.forEach((item, at) => {
        if (this.shown + at === this.all.length) this.hits.append(make("li", { className: "search-fewer", textContent: "Fewer words matched" }));
        this.hits.append(item);
      });
      this.shown += items.length;
      this.button.hidden = this.shown >= this.all.length + this.fewer.length;
      if (!this.shown) this.hits.append(make("li", { className: "search-none", textContent: "None found." }));
    }

    /** The same for someone who asked for it: the first new hit gets the focus. */
    async further() {
      const at = this.hits.children.length;
      await this.more();
      this.hits.children[at]?.querySelector("a")?.focus();
    }

    async quotation(id) {
      const hit = await this.reader.quotation(id);
      const words = make("blockquote", {}, ...marks(variorum.excerpts.marked(hit.text, this.matcher(hit.article.lang))));
      words.lang = hit.article.lang;
      const link = this.link(hit.article, `#${hit.anchor}`);
      const by = hit.name ? `${hit.name}${hit.standing === "uncertain" ? " (uncertain)" : ""}, in ` : "No speaker named, in ";
      return make("li", {}, make("figure", {}, words, make("figcaption", {}, by, link, source(hit.article))));
    }

    async article(slot) {
      const article = await this.reader.article(slot);
      const matches = this.matcher(article.lang);
      const item = make("li", {}, make("p", { className: "search-title" }, this.link(article, ""), source(article)));
      if (article.text === undefined) return item;
      const body = variorum.reader.cut(article.text, article.body, article.text.length).trim();
      const excerpt = make("p", { className: "search-excerpt" }, ...marks(variorum.excerpts.excerpt(body, matches)));
      excerpt.lang = article.lang;
      item.append(excerpt);
      return item;
    }

    link(article, anchor) {
      const link = make("a", { href: `${this.root}articles/${encodeURIComponent(article.id)}.html${anchor}` });
      link.append(...marks(variorum.excerpts.marked(article.title, this.matcher(article.lang))));
      return link;
    }

    matcher(language) {
      return variorum.excerpts.matcher(this.answer.query, this.reader.analyzers, language);
    }
  }

  function source(article) {
    return make("span", { className: "search-source", textContent: ` ${[article.outlet, article.date].filter(Boolean).join(", ")}` });
  }

  function marks(pieces) {
    return pieces.map(({ text, marked }) => (marked ? make("mark", { className: "search-mark", textContent: text }) : text));
  }

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-search-root]").forEach(start));
})((globalThis.variorum ??= {}));
