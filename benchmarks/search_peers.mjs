/**
 * The same articles in Pagefind, lunr, MiniSearch and FlexSearch: time and memory to build, size of the index, time of a query.
 *
 *     npm i --no-save lunr@2 minisearch@7 flexsearch@0.8 pagefind@1
 *     node benchmarks/search_peers.mjs ARTICLES.jsonl COUNT [NAME]
 *
 * ARTICLES.jsonl has one `{id, title, date, outlet, url, text}` a line. Each peer runs in a process of its own. Of Pagefind, a
 * program of its own, benchmarks/search_pagefind.py measures more. docs/search.md has results.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { gzipSync } from "node:zlib";

const [file, count, name] = process.argv.slice(2);

const PEERS = {
  async lunr(articles) {
    const { default: lunr } = await import("lunr");
    const index = lunr(function () {
      this.ref("id");
      this.field("title");
      this.field("text");
      for (const one of articles) this.add(one);
    });
    return { bytes: gzipSync(JSON.stringify(index)).length, ask: (query) => index.search(query).length };
  },
  async minisearch(articles) {
    const { default: MiniSearch } = await import("minisearch");
    const index = new MiniSearch({ fields: ["title", "text"] });
    index.addAll(articles);
    return { bytes: gzipSync(JSON.stringify(index)).length, ask: (query) => index.search(query).length };
  },
  async flexsearch(articles) {
    const { default: FlexSearch } = await import("flexsearch");
    const index = new FlexSearch.Document({ document: { id: "id", index: ["title", "text"] } });
    for (const one of articles) index.add(one);
    let bytes = 0;
    await index.export((_, data) => { bytes += data ? gzipSync(data).length : 0; });
    return { bytes, ask: (query) => index.search(query).length };
  },
  async pagefind(articles) {
    const pagefind = await import("pagefind");
    const { index } = await pagefind.createIndex();
    for (const one of articles) await index.addCustomRecord({ url: one.url || one.id, content: one.text, language: "en", meta: { title: one.title } });
    const { files } = await index.getFiles();
    await pagefind.close();
    return { bytes: files.reduce((sum, one) => sum + one.content.length, 0), files: files.length };
  },
};

if (name) {
  const articles = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).slice(0, Number(count)).map((line) => JSON.parse(line));
  const start = process.cpuUsage(), wall = performance.now();
  const { bytes, ask, files } = await PEERS[name](articles);
  const { user, system } = process.cpuUsage(start);
  const report = { name, articles: articles.length, cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3, bytes, files };
  report.memory = process.resourceUsage().maxRSS / 1024;
  if (ask) {
    const times = queries(articles).map((query) => { ask(query); const from = performance.now(); ask(query); return performance.now() - from; });
    times.sort((a, b) => a - b);
    report.median = times[times.length >> 1];
    report.p95 = times[Math.floor(times.length * 0.95)];
  }
  console.log(JSON.stringify(report));
} else {
  for (const peer of Object.keys(PEERS)) process.stdout.write(execFileSync(process.execPath, [process.argv[1], file, count, peer]));
}

/** Two neighbouring words of every so many titles. */
function queries(articles) {
  const step = Math.max(1, Math.floor(articles.length / 50));
  return articles.filter((_, at) => at % step === 0).map(({ title }) => title.split(/\s+/).slice(1, 3).join(" ").replace(/[^\p{L}\p{N} ]/gu, "") || "war");
}
