/**
 * Did you mean …: a word of the archive that is spelt much like one that it does not have.
 */
(function (variorum) {
  "use strict";

  const { shardOf, fileName } = variorum.shards;

  /** That word, as an article spells it; "" where there is none, or where the archive has *word*. */
  async function suggestion(reader, word) {
    const terms = [...new Set(reader.analyzers.flatMap((one) => one.of(word)))];
    const near = [];
    for (const term of terms) {
      const borders = reader.meta.borders.terms;
      const shard = await reader.get(`terms/${fileName(borders[Math.max(0, shardOf(borders, term))])}`);
      if (Object.hasOwn(shard, term)) return "";
      const most = term.length < 5 ? 1 : 2;
      for (const [key, record] of Object.entries(shard)) {
        const far = distance(term, key, most);
        if (far <= most) near.push({ key, record, far, count: documents(record) });
      }
    }
    near.sort((a, b) => a.far - b.far || b.count - a.count);
    return near.length ? spelling(reader, near[0].key, near[0].record) : "";
  }

  /** A term as an article spells it. */
  async function spelling(reader, term, record) {
    const group = (record[1] || record[0] || record[2])[0];
    const row = await reader.article(record[1] || record[0] ? group[2] : reader.slotOf(group[2]));
    const analyzer = reader.analyzers.find((one) => one.language === row.lang);
    const found = variorum.analysis.words(row.text ?? row.title).find(({ word }) => analyzer.terms(word).includes(term));
    return found ? found.word : "";
  }

  /** Documents of a term in all fields. */
  function documents(record) {
    return record.slice(0, 3).reduce((sum, groups) => sum + (groups || []).reduce((all, group) => all + group.length - 2, 0), 0);
  }

  /** Letters to change, add or drop between two words; *most* + 1 stands for more. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      }
      row = next;
    }
    return row[b.length];
  }

  variorum.suggestion = suggestion;
})((globalThis.variorum ??= {}));
