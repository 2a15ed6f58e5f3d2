/** One result list: the hits with all words, then those with fewer. */
(function (variorum) {
  "use strict";

  const PAGE = 5; // hits a list shows at first, and with each "more"
  const DIRECTIVES = 3; // words that a visited page is asked to highlight

  class List {
    /** @param {object} words the page's strings @param {number[]} all @param {number[]} fewer numbers of hits, in order */
    constructor(reader, name, query, all, fewer, root, words) {
      Object.assign(this, { reader, name, query, all, fewer, root, words, shown: 0 });
      this.hits = make("ol", { className: "search-hits" });
      this.button = make("button", { type: "button", className: "search-more", textContent: words.more });
      this.button.addEventListener("click", () => this.further());
      const heading = make("h2", { textContent: words[name], id: `search-${name}` });
      heading.append(make("span", { className: "search-count", textContent: ` ${all.length.toLocaleString(document.documentElement.lang)}` }));
      this.element = make("section", { className: "search-list" }, heading, this.hits, this.button);
      this.element.setAttribute("aria-labelledby", heading.id);
    }

    /** Show the next few hits. */
    async more() {
      const next = [...this.all, ...this.fewer].slice(this.shown, this.shown + PAGE);
      const items = await Promise.all(next.map((id) => (this.name === "quotations" ? this.quotation(id) : this.article(id))));
      items.forEach((item, at) => {
        if (this.fewer.length && this.shown + at === this.all.length) {
          this.hits.append(make("li", { className: "search-fewer", textContent: this.words.fewer }));
        }
        this.hits.append(item);
      });
      this.shown += items.length;
      this.button.hidden = this.shown >= this.all.length + this.fewer.length;
      if (!this.shown) this.hits.append(make("li", { className: "search-none", textContent: this.words.none }));
    }

    /** The same for someone who asked for it: the first new hit gets the focus. */
    async further() {
      const at = this.hits.children.length;
      await this.more();
      [...this.hits.children].slice(at).map((item) => item.querySelector("a")).find(Boolean)?.focus();
    }

    async quotation(id) {
      const hit = await this.reader.quotation(id);
      const pieces = variorum.excerpts.marked(hit.text, this.matcher(hit.article.lang));
      const words = hit.text ? make("blockquote", { lang: hit.article.lang }, ...marks(pieces)) : make("p", { className: "search-none", textContent: this.words.not_shown });
      const [sure, unsure, nobody] = [this.words.by, this.words.by_uncertain, this.words.by_nobody];
      const by = hit.name ? (hit.standing === "uncertain" ? unsure : sure).replace("{name}", hit.name) : nobody;
      const caption = make("figcaption", {}, `${by} `, this.link(hit.article, `#${hit.anchor}${directives(pieces)}`), source(hit.article));
      if (hit.witnesses > 1) caption.append(make("span", { className: "search-source", textContent: `; ${this.words.carried.replace("{n}", hit.witnesses)}` }));
      return make("li", {}, make("figure", {}, words, caption));
    }

    async article(slot) {
      const article = await this.reader.article(slot);
      if (article.text === undefined) return make("li", {}, make("p", { className: "search-title" }, this.link(article, ""), source(article)));
      const body = variorum.shards.cut(article.text, article.body, Infinity).trim();
      const pieces = variorum.excerpts.excerpt(body, this.matcher(article.lang));
      const found = directives(pieces);
      const title = make("p", { className: "search-title" }, this.link(article, found && `#${found}`), source(article));
      return make("li", {}, title, make("p", { className: "search-excerpt", lang: article.lang }, ...marks(pieces)));
    }

    link(article, anchor) {
      return link(this.root, article, anchor, marks(variorum.excerpts.marked(article.title, this.matcher(article.lang))));
    }

    matcher(language) {
      return variorum.excerpts.matcher(this.query, this.reader.analyzers, language);
    }
  }

  /**
   * A text directive for the first marked words: the browser highlights them on the visited page and changes nothing of it. The two words
   * before each say which of several it is.
   */
  function directives(pieces) {
    const found = [];
    pieces.forEach((piece, at) => {
      if (!piece.marked || found.length >= DIRECTIVES) return;
      const before = (pieces[at - 1]?.text ?? "").match(/(?:[\p{L}\p{N}'’]+\s+){2}$/u)?.[0].trim();
      found.push(`text=${before ? `${escaped(before)}-,` : ""}${escaped(piece.text)}`);
    });
    return found.length ? `:~:${found.join("&")}` : "";
  }

  function escaped(text) {
    return encodeURIComponent(text).replaceAll("-", "%2D");
  }

  function link(root, article, anchor, children) {
    const made = make("a", { href: `${root}articles/${encodeURIComponent(article.id)}.html${anchor}` }, ...children);
    made.lang = article.lang;
    return made;
  }

  function source(article) {
    return make("span", { className: "search-source", textContent: ` ${[article.outlet, article.date].filter(Boolean).join(", ")}` });
  }

  function marks(pieces) {
    return pieces.map(({ text, marked }) => (marked ? make("mark", { className: "search-mark", textContent: text }) : text));
  }

  /** An element with properties and children. */
  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  variorum.lists = { List, link, make, source };
})((globalThis.variorum ??= {}));
