/** How shards and stemmers get here: by `fetch`, or by a script element where the page was opened from a folder. */
(function (variorum) {
  "use strict";

  const waiting = new Map();

  /** Called by the script copies of the shards. */
  globalThis.variorumShard = (path, value) => waiting.get(path)?.(value);

  /** @param {string} root the way from the page to the site's root @returns {(path: string) => Promise<any>} */
  function loader(root) {
    return location.protocol === "file:" ? (path) => byScript(`${root}search/${path}.js`, path) : (path) => byFetch(`${root}search/${path}.json`);
  }

  async function byFetch(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  /**
   * Gives the JSON in part of a pack; null where that cannot work. Fails where the server gives whole files only.
   * @param {string} root @returns {((path: string, start: number, size: number) => Promise<any>)|null}
   */
  function parts(root) {
    if (location.protocol === "file:" || typeof DecompressionStream === "undefined") return null;
    return async (path, start, size) => {
      const stop = new AbortController();
      const range = `bytes=${start}-${start + size - 1}`;
      const answer = await fetch(`${root}search/${path}`, { headers: { Range: range }, signal: stop.signal });
      if (answer.status !== 206) {
        stop.abort();
        throw new Error(`${path}: no part given`);
      }
      return new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).json();
    };
  }

  function byScript(address, path) {
    return new Promise((resolve, reject) => {
      waiting.set(path, resolve);
      script(address).catch(reject).finally(() => waiting.delete(path));
    });
  }

  /** Run a classic script. @param {string} address @returns {Promise<void>} */
  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => { element.remove(); resolve(); };
      element.onerror = () => reject(new Error(`${address} did not load`));
      document.head.append(element);
    });
  }

  /** Gives Snowball's stemmer of a language; its script hangs a constructor on the window. @param {string} root */
  function stemmers(root) {
    let base;
    return async (_language, name) => {
      base ??= script(`${root}assets/search/stem/base-stemmer.js`);
      await base;
      await script(`${root}assets/search/stem/${name}-stemmer.js`);
      const made = new globalThis[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]();
      return (word) => made.stemWord(word);
    };
  }

  variorum.loading = { loader, parts, stemmers };
})((globalThis.variorum ??= {}));
