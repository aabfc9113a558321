// Finds operations by words, by a scope, and by a path without its beginning.
{
  const METHOD_OF = {
    get: "GET", list: "GET", read: "GET", fetch: "GET", find: "GET", show: "GET", create: "POST", add: "POST", post: "POST",
    delete: "DELETE", remove: "DELETE", update: "PUT", edit: "PUT", change: "PUT", set: "PUT", put: "PUT",
  };
  const FILLERS = new Set(
    ("a all an and any api at by call can do does error for from get got gives how i in is it me my need needs not of on or rest " +
      "return returns returned the to token tokens url use using what when which why with work works your").split(" "),
  );
  const BEGINNINGS = [
    "/rest/api/3", "/rest/agile/1.0", "/rest/servicedeskapi", "/wiki/api/v2", "/wiki/rest/api", "/wiki", "/rest/api/2", "/rest",
  ];
  const VERSIONS = ["/rest/api/2/", "/wiki/rest/api/"];
  const split = (text) => text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const stem = (word) => (word.length > 3 ? word.replace(/(?:ies|y)$/, "i").replace(/s$/, "") : word);

  const entry = (one, text = "") => ({ one, words: split(`${text} ${one.path}`).map(stem), path: one.path.toLowerCase() });

  // A base of a family, which is found by the family's title too.
  function baseEntry({ family, url }) {
    const [, , host, ...parts] = url.split("/");
    return entry({ method: "GET", host: host.toLowerCase(), path: `/${parts.join("/")}` }, family.title);
  }

  const index = () =>
    (catalogue.index ??= [
      ...[...catalogue.operations, ...catalogue.data.ofFamilies.operations].map((one) => entry(one)),
      ...catalogue.data.bases.map(baseEntry),
    ]);

  function strength(word, { words, path }) {
    if (words.includes(word)) return 3;
    return words.some((other) => other.startsWith(word)) ? 2 : path.includes(word) ? 1 : 0;
  }

  const order = ({ one }) => [
    one.host ? 2 : VERSIONS.some((old) => one.path.startsWith(old)) ? 1 : 0, one.path.split("{").length, one.path.length, METHODS.indexOf(one.method),
  ];

  function compare(left, right) {
    const [mine, theirs] = [[-left.score, ...order(left)], [-right.score, ...order(right)]];
    const at = mine.findIndex((value, place) => value !== theirs[place]);
    return at < 0 ? 0 : mine[at] - theirs[at];
  }

  function byWords(words, methods) {
    const found = [];
    for (const entry of index()) {
      const each = words.map((word) => strength(word, entry));
      const bonus = methods.includes(entry.one.method) ? 2 : 0;
      if (each.every(Boolean)) found.push({ one: entry.one, score: each.reduce((sum, one) => sum + one, bonus) });
    }
    return found.sort(compare).map(({ one }) => one);
  }

  function distance(left, right) {
    let row = [...right].map((_, at) => at + 1);
    [...left].forEach((letter, above) => {
      let corner = above;
      let beside = above + 1;
      row = row.map((up, at) => {
        const value = Math.min(up + 1, beside + 1, corner + (letter === right[at] ? 0 : 1));
        [corner, beside] = [up, value];
        return value;
      });
    });
    return row.at(-1);
  }

  function nearest(word) {
    const known = [...new Set(index().flatMap(({ words }) => words))].filter((one) => Math.abs(one.length - word.length) < 3);
    const ranked = known.map((one) => [distance(word, one), one]).sort(([left], [right]) => left - right);
    return ranked.length && word.length > 3 && ranked[0][0] < 3 ? ranked[0][1] : null;
  }

  const byScope = (scope) =>
    catalogue.operations.filter((one) => catalogue.scopes(one).sets.some(([, names]) => names.includes(scope)));

  // The operations for words, with the words that were read for misspelt ones.
  globalThis.searchWords = function (text) {
    const scopes = text.toLowerCase().match(/[a-z]+:[\w.-]+(?::[\w.-]+)?/g) ?? [];
    if (scopes.length) return { operations: scopes.flatMap(byScope), read: [] };
    const said = split(text);
    const methods = said.map((word) => METHOD_OF[word]).filter(Boolean);
    const words = said.filter((word) => !METHOD_OF[word] && !FILLERS.has(word)).map(stem);
    if (!words.length) return { operations: [], read: [] };
    const operations = byWords(words, methods);
    if (operations.length) return { operations, read: [] };
    const read = words.map((word) => (byWords([word], []).length ? word : nearest(word)));
    return read.every(Boolean) ? { operations: byWords(read, methods), read } : { operations: [], read: [] };
  };

  // The calls that a path without its beginning can be, such as /issue/ABC-1/watchers.
  globalThis.searchPath = function (text) {
    const [, method = "", rest] = /^\s*(?:([A-Za-z]+)\s+)?\/?([\w{][\w{}.~%-]*\/[^\s?#]+)/.exec(text) ?? [];
    if (!rest) return [];
    const wanted = method ? [method.toUpperCase()] : METHODS;
    return BEGINNINGS.flatMap((beginning) =>
      wanted.map((one) => ({ method: one, host: "", path: `${beginning}/${rest}`, parameters: [] })),
    ).filter((call) => catalogue.find(call.method, call.path));
  };
}
