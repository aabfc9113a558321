// Finds operations and families in the data of the page, by the rules of `can-i-use`, and their answers.
{
  const LATEST = /\/rest\/(api|agile)\/latest\//;
  const NUMBERS = { api: ["3", "2"], agile: ["1.0"] };
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  const templated = (text) => text.split(/\{[^}]+\}/).map(escaped).join("[^/]+");
  const depth = (path) => path.split("/").length;
  let loaded = null;

  function group(rows) {
    const operations = rows.map(([method, path, scopes, four, state, changes = {}]) => ({
      name: `${method} ${path}`, method, path, scopes, four, state, changes,
    }));
    const routes = new Map();
    for (const one of operations) {
      const key = `${one.method} ${depth(one.path)}`;
      routes.set(key, [...(routes.get(key) ?? []), one]);
    }
    return { operations, routes, byName: new Map(operations.map((one) => [one.name, one])) };
  }

  function basePattern(url) {
    const named = templated(url).replace("SITE", "[^/.]+");
    return new RegExp(`^${named}(?=/|$)`, "i");
  }

  function load() {
    const data = JSON.parse(document.getElementById("catalogue").textContent);
    const bases = data.families.flatMap(([title, instead, scopes, all]) =>
      all.map(([urls, host, answers, own]) => ({
        family: { title, instead, scopes }, url: urls[0], host, answers, own, patterns: urls.map(basePattern),
      })),
    );
    return { ...data, groups: data.operations.map(group), ofFamilies: group(data.familyOperations), bases };
  }

  const statement = (number) => {
    const [text, grade, date, source, rule] = loaded.statements[number];
    return { text, grade, date, source, rule };
  };

  function answer(number) {
    const [says, reason, bases, notes, instead, ground] = loaded.answers[number];
    return { says, reason, bases: bases.map(statement), notes: notes.map(statement), instead, ground };
  }

  function within({ byName, routes }, method, path) {
    const matches = (one) => (one.pattern ??= new RegExp(`^${templated(one.path)}$`)).test(path);
    return byName.get(`${method} ${path}`) ?? (routes.get(`${method} ${depth(path)}`) ?? []).find(matches);
  }

  const page = {
    LATEST,
    get data() {
      return (loaded ??= load());
    },
    get operations() {
      return page.data.groups.flatMap((one) => one.operations);
    },
    find(method, path) {
      for (const one of page.data.groups) {
        const found = within(one, method, path);
        if (found) return found;
      }
    },
    ofFamily: (method, path) => within(page.data.ofFamilies, method, path),
    // The operation of the newest version, for a path with `latest` in place of the version.
    numbered(method, path) {
      const [, api] = LATEST.exec(path) ?? [];
      for (const number of NUMBERS[api] ?? []) {
        const found = page.find(method, path.replace(LATEST, `/rest/${api}/${number}/`));
        if (found) return found;
      }
    },
    // The base of a family that explains most of a URL without query.
    baseOf(url) {
      const explains = (one) => Math.max(...one.patterns.map((pattern) => pattern.exec(url)?.[0].length ?? 0));
      const [length, base] = page.data.bases.reduce(
        (best, one) => (explains(one) > best[0] ? [explains(one), one] : best), [0, null],
      );
      return length ? base : null;
    },
    answer,
    // The four answers in the order of the matrix, on a day and for the parameters of a query.
    four(operation, parameters, today = new Date().toISOString()) {
      const { after, with: having } = operation.changes;
      let number = operation.four;
      if (after && after[0] && after[0] < today.slice(0, after[0].length)) [, number] = after;
      if (having && parameters.includes(having[0])) [, number] = having;
      return page.data.fours[number].map(answer);
    },
    scopes(operation) {
      const [classic, granular, isKnown] = page.data.scopes[operation.scopes];
      const sets = { classic, granular };
      return { isKnown, sets: Object.entries(sets).filter(([, names]) => names).map(([kind, names]) => [kind, names.split(" ")]) };
    },
    // An answer that follows from a rule, for a mistake in a URL.
    byRule: (says, reason, rule, instead = "") => ({
      says, reason, instead, ground: rule, bases: [{ ...statement(page.data.rules[rule]), grade: "inferred" }], notes: [],
    }),
    statement,
    unknown: (reason, bases = [], instead = "") => ({ says: "unknown", reason, instead, ground: "", bases, notes: [] }),
  };
  globalThis.catalogue = page;
}
