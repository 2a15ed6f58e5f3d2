// Articles with their text, and lists of a hundred: all, by outlet, by topic, by year.
const { createHash } = require("node:crypto");

const SIZE = 100;
const day = (date) => (date ? new Date(date).toISOString().slice(0, 10) : "");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The pages of one list: each has its articles, its number, and how many there are. */
function paged(folder, key, title, articles) {
  const of = Math.max(1, Math.ceil(articles.length / SIZE));
  const address = (number) => `${folder}/${key}${number > 1 ? `.${number}` : ""}.html`;
  return Array.from({ length: of }, (_, place) => {
    const number = place + 1;
    const near = [1, 2, of - 1, of, number - 2, number - 1, number, number + 1, number + 2];
    const numbers = [...new Set(near)].filter((one) => one >= 1 && one <= of).sort((a, b) => a - b);
    return {
      folder, title, number, of, count: articles.length, address: address(number), key,
      articles: articles.slice(place * SIZE, number * SIZE),
      previous: number > 1 ? address(number - 1) : "", next: number < of ? address(number + 1) : "",
      near: numbers.map((one) => ({ number: one, address: address(one) })),
    };
  });
}

/** Articles by each of the keys that *of* gives. */
function grouped(articles, of) {
  const found = new Map();
  for (const one of articles) {
    for (const key of of(one)) found.has(key) ? found.get(key).push(one) : found.set(key, [one]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

module.exports = (config) => {
  const newest = (api) => [...api.getFilteredByTag("article")].sort((a, b) => b.date - a.date);
  const ways = {
    outlets: (one) => [one.data.outlet],
    topics: (one) => one.data.topics ?? [],
    dates: (one) => [day(one.data.published).slice(0, 4) || "undated"],
  };
  let groups;
  const all = (api) => (groups ??= Object.fromEntries(Object.entries(ways).map(([name, of]) => [name, grouped(newest(api), of)])));
  config.on("eleventy.before", () => { groups = undefined; });
  config.addCollection("newest", newest);
  config.addCollection("lists", (api) => [
    ...paged("articles", "index", "Articles", newest(api)),
    ...Object.entries(all(api)).flatMap(([name, found]) => found.flatMap(([key, articles]) => paged(name, key, key, articles))),
  ]);
  config.addCollection("terms", (api) =>
    Object.entries(all(api)).map(([name, found]) => ({ name, terms: found.map(([key, articles]) => ({ key, count: articles.length })) })));
  config.addFilter("day", day);
  config.addFilter("listed", (date) => {
    const [year, month, number] = day(date).split("-");
    return year ? `${Number(number)} ${MONTHS[month - 1]} ${year}` : "undated";
  });
  config.addFilter("byYear", (articles) => grouped(articles, ways.dates).reverse());
  config.addFilter("sha256", (text) => createHash("sha256").update(text).digest("hex"));
  config.addFilter("paragraphs", (html) => html.split("<p>").slice(1));
  config.addFilter("tex", (text) => text.replace(/([&%$#_{}])/g, "\\$1"));
  config.addFilter("json", (value) => JSON.stringify(value, null, 1));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  config.addPassthroughCopy("assets");
  return { markdownTemplateEngine: false };
};
