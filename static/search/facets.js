/** The facets: values of the hits with their counts, each a link that adds it to the query or takes it out again. */
(function (variorum) {
  "use strict";

  const FACETS = ["speaker", "outlet", "year", "topic"];
  const SHOWN = 10; // values a facet

  /** @param {(query: string) => string} address of the search page with a query @returns {Promise<Node[]>} */
  async function facets(reader, text, words, address) {
    const counted = await Promise.all(FACETS.map((facet) => reader.counts(text, facet)));
    const lists = await Promise.all(counted.map((values, at) => list(reader, FACETS[at], values, text, words, address)));
    return lists.filter(Boolean);
  }

  async function list(reader, facet, values, text, words, address) {
    const { make } = variorum.lists;
    if (!values.length) return null;
    const heading = make("h3", { textContent: words[`facet_${facet}`] });
    const items = await Promise.all(values.slice(0, SHOWN).map(async ({ value, count, first }) => {
      const filter = filterOf(facet, value), chosen = text.includes(filter);
      const link = make("a", { href: address(chosen ? without(text, filter) : `${text} ${filter}`.trim()), textContent: await name(reader, facet, value, first) });
      link.dataset.searchQuery = chosen ? without(text, filter) : `${text} ${filter}`.trim();
      if (chosen) link.setAttribute("aria-current", "true");
      return make("li", {}, link, make("span", { className: "search-count", textContent: ` ${count.toLocaleString(document.documentElement.lang)}` }));
    }));
    return make("section", { className: "search-facet" }, heading, make("ul", {}, ...items));
  }

  function filterOf(facet, value) {
    return facet === "year" ? `after:${value} before:${value}` : `${facet}:${value}`;
  }

  function without(text, filter) {
    return text.replace(filter, "").replace(/\s+/g, " ").trim();
  }

  async function name(reader, facet, value, first) {
    if (facet === "speaker") return (await reader.quotation(first)).name || value;
    const names = { outlet: reader.meta.outlets, topic: reader.meta.topics }[facet];
    return names?.[value] ?? value;
  }

  variorum.facets = { facets };
})((globalThis.variorum ??= {}));
