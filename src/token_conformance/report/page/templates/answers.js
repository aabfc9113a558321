// Shows the answer to what is in the search field: operations of the catalogue, mistakes in a URL, and questions.
{
  const place = document.getElementById("answers");
  const found = document.getElementById("found");
  const questions = [...document.querySelectorAll("#questions [data-words]")];
  const SAYS = { yes: "✓ Yes", no: "✗ No", unknown: "? Unknown" };
  const TITLES = { unscoped: "without scopes", scoped: "with scopes" };
  const FIRST = { unscoped: ["site", "gateway"], scoped: ["gateway", "site"] };
  const FORMS = ["site", "gateway"];
  const COLUMNS = ["unscoped", "scoped"].flatMap((token) => FORMS.map((form) => `${token}-${form}`));
  const MOST = 12;
  const BODY = new Set(["POST", "PUT", "PATCH"]);

  const rowOf = (operation) => document.querySelector(`#matrix tbody[data-operation="${CSS.escape(operation.name)}"]`);
  const works = (items, token) => FIRST[token].filter((form) => items.some((one) => one.token === token && one.form === form && one.answer.says === "yes"));
  const isOpen = (items, token) => items.some((one) => one.token === token && one.answer.says === "unknown");

  function brief(items, token) {
    const forms = works(items, token);
    if (forms.length === 2) return "works at both URLs";
    if (forms.length) return `works at the ${forms[0]}${isOpen(items, token) ? "; at the other URL it is not known" : " only"}`;
    return isOpen(items, token) ? "is not known to work" : "does not work";
  }

  function short(items, token) {
    const forms = works(items, token);
    if (forms.length) return forms.length === 2 ? "both URLs" : `${forms[0]}${isOpen(items, token) ? "" : " only"}`;
    return isOpen(items, token) ? "unknown" : "no";
  }

  function curlLine({ token, url }, method) {
    const lines = [`--user "$EMAIL:$${token.toUpperCase()}_TOKEN"`];
    if (method !== "GET") lines.push(`--request ${method}`);
    lines.push("--header 'Accept: application/json'");
    if (BODY.has(method)) lines.push("--json @BODY.json");
    return `curl ${[...lines, `'${url.replaceAll("'", "%27")}'`].join(" \\\n  ")}`;
  }

  function useOf({ items, call }, token) {
    const best = FIRST[token].map((form) => items.find((one) => one.token === token && one.form === form)).find((one) => one?.answer.says === "yes");
    const label = element("dt", {}, `Token ${TITLES[token]}`);
    if (!best) return [label, element("dd", {}, `It ${brief(items, token)}.`)];
    const buttons = [copyButton("URL", () => best.url), " ", copyButton("curl", () => curlLine(best, call.method))];
    return [label, element("dd", { "data-use": token }, element("code", {}, ...breakable(best.url)), " ", ...buttons)];
  }

  function scopesOf(operation) {
    const { isKnown, sets } = catalogue.scopes(operation);
    if (!isKnown) return ["unknown: nobody has published them"];
    if (!sets.length) return ["none is published, so no scope gives access"];
    return sets.map(([kind, names], at) =>
      element("span", {}, `${at ? "or " : ""}all of (${kind}): `, ...names.flatMap((name) => [element("code", {}, name), " "])),
    );
  }

  function restsOn({ ground, bases }) {
    if (ground === "observed") return `observed: ${bases[0].grade} ${bases[0].date}`.trim();
    return ground ? `inferred by rule ${ground}` : (bases[0]?.grade ?? "unknown");
  }

  // What is recorded of a call without an endpoint: whether the caller is known.
  function recognition(operation, token, form) {
    const cell = operation && FORMS.includes(form) ? recordedOf(operation.name, COLUMNS.indexOf(`${token}-${form}`)) : null;
    return cell ? element("small", { "data-recorded": cell.outcome }, `recorded: ${cell.label}`) : "";
  }

  function itemRow({ token, place: at, answer, isAsked, form }, row, hasOthers, operation) {
    const cell = row && document.getElementById(`${row.id}/${token}-${form}`);
    return element("tr", { "data-says": answer.says, "data-token": token, "data-form": form, ...(isAsked && hasOthers ? { "data-asked": "" } : {}) },
      element("th", { scope: "row" }, `${TITLES[token]}, at ${at}`),
      element("td", {}, element("b", {}, SAYS[answer.says])),
      element("td", {}, `${answer.reason} `, element("small", {}, restsOn(answer)),
        cell ? element("a", { href: `#${cell.id}` }, "recorded cell") : recognition(operation, token, form)),
    );
  }

  function statements(answers) {
    const every = answers.flatMap((one) => [...one.bases, ...one.notes]);
    const texts = every.map(({ text, grade, date, source, rule }) => `${text ? `${text.replace(/\.$/, "")} — ` : ""}${grade}${date ? ` ${date}` : ""}, ${source}${rule && !source.startsWith("rule") ? ` (rule ${rule})` : ""}`);
    return element("details", { class: "help" }, element("summary", {}, "What this rests on"),
      element("ul", {}, ...[...new Set(texts)].map((text) => element("li", {}, text))));
  }

  const insteads = (answers) => [...new Set(answers.map((one) => one.instead).filter(Boolean))].map((text) => element("p", { class: "instead" }, element("b", {}, "Instead: "), text));

  function captionOf(operation, row) {
    if (row) return "Recorded in the matrix below; what is published says:";
    const isRecorded = operation && COLUMNS.some((_, at) => recordedOf(operation.name, at));
    return isRecorded ? "Inferred from what is published; recorded is only whether the caller is known" : "Not recorded: inferred from what is published";
  }

  function card(reply) {
    const answers = reply.items.map((one) => one.answer);
    const row = reply.operation && rowOf(reply.operation);
    const hasOthers = reply.items.some((one) => !one.isAsked);
    return [
      reply.kind === "operation" ? element("p", { class: "verdict" }, `A token with scopes ${brief(reply.items, "scoped")}; one without scopes ${brief(reply.items, "unscoped")}.`) : "",
      reply.kind === "family" ? element("p", {}, `${reply.family.title} has URLs of its own.`) : "",
      ...insteads(answers),
      element("dl", {}, ...(reply.kind === "operation" ? ["scoped", "unscoped"].flatMap((token) => useOf(reply, token)) : []),
        ...(reply.operation ? [element("dt", {}, "Scopes"), element("dd", { class: "scopes" }, ...scopesOf(reply.operation))] : [])),
      element("table", {}, element("caption", {}, captionOf(reply.operation, row)),
        element("tbody", {}, ...reply.items.map((one) => itemRow(one, row, hasOthers, reply.operation)))),
      hasOthers ? element("p", { class: "note" }, "The marked lines are those of the URL that you pasted.") : "",
      statements(answers),
      element("p", {}, copyButton("link", () => `${location.href.split(/[?#]/)[0]}?text=${encodeURIComponent(nameOf(reply))}`)),
    ];
  }

  const nameOf = ({ operation, call }) => operation?.name ?? `${call.method} ${call.host}${call.path}`;

  function entry(reply, isOpen) {
    const { operation } = reply;
    const name = nameOf(reply);
    const summary = element("summary", {}, element("code", {}, ...breakable(name)), " ",
      operation && !rowOf(operation) ? element("small", { class: "state" }, "inferred") : "", " ",
      operation?.state ? element("small", { class: "state" }, operation.state.replace("-", " ")) : "",
      reply.kind === "operation" ? element("span", {}, ` with scopes: ${short(reply.items, "scoped")}; without: ${short(reply.items, "unscoped")}`) : "");
    const details = element("details", { class: "found", "data-operation": name, "data-kind": reply.kind }, summary);
    const fill = () => details.childElementCount > 1 || details.append(element("div", {}, ...card(reply)));
    details.addEventListener("toggle", fill);
    if (isOpen) fill();
    details.open = isOpen;
    return details;
  }

  // What the call would get without its mistake, if that is one operation.
  function corrected(call, answer) {
    const [, app, path] = /^\/ex\/(jira|confluence)\/[^/]*(\/.*)$/.exec(call.path) ?? [];
    const inner = app && { ...call, host: "", path: app === "confluence" && !path.startsWith("/wiki/") ? `/wiki${path}` : path };
    const tried = [answer.instead && readCall(answer.instead), inner].filter(Boolean);
    return tried.map((one) => resolve({ ...one, method: one.method || call.method })).find((one) => one.kind === "operation");
  }

  function single({ call, answer }) {
    const right = corrected(call, answer);
    const others = (answer.others ?? []).map((one) => ofMethod(call, one));
    const box = element("div", { class: "single", "data-says": answer.says },
      element("p", {}, element("b", {}, `${SAYS[answer.says]}: `), element("code", {}, `${call.method} ${call.host}${call.path}`)),
      element("p", {}, `${answer.reason} `, element("small", {}, restsOn(answer))), ...insteads([answer]), statements([answer]));
    return [box, ...(right ? [entry(right, true)] : []), ...others.map((one) => entry(one, false))];
  }

  // The same path with another method that is published.
  const ofMethod = (call, { method, path }) => resolve({ ...call, host: "", method, path });

  function withOtherMethods({ call, operation, path }) {
    const methods = METHODS.filter((method) => method !== operation.method && catalogue.find(method, path));
    return methods.map((method) => resolve({ ...call, host: "", method, path }));
  }

  function ofCall(call) {
    const reply = resolve(call);
    const isSilent = !call.method; // then the other methods of the path are answers too
    const others = isSilent && reply.kind === "operation" ? withOtherMethods(reply) : [];
    if (isSilent && reply.answer?.others) return ofOperations(reply.answer.others.map((one) => ofMethod(call, one)), []);
    const shown = reply.kind === "answer" ? single(reply) : [entry(reply, true), ...others.map((one) => entry(one, false))];
    return { shown, names: new Set(shown.map((one) => one.dataset.operation).filter(Boolean)) };
  }

  function ofOperations(replies, read) {
    const known = replies.filter((one) => one.kind !== "answer");
    const shown = known.slice(0, MOST).map((one) => entry(one, known.length === 1));
    if (read.length) shown.unshift(element("p", { class: "note" }, `Read as: ${read.join(" ")}.`));
    if (known.length > MOST) shown.push(element("p", { class: "note" }, `${known.length - MOST} more: add a word, a method or a part of the path.`));
    return { shown, names: new Set(known.map(nameOf)) };
  }

  function answerTo(text) {
    const call = readCall(text);
    const partial = !call || resolve(call).answer?.says === "unknown" ? searchPath(text) : [];
    if (partial.length) return ofOperations(partial.map(resolve), []);
    if (call) return { ...ofCall(call), call };
    const { operations, read } = searchWords(text);
    return ofOperations(operations.map((one) => resolve({ method: one.method, host: one.host ?? "", path: one.path, parameters: [] })), read);
  }

  function askedQuestions(text, call) {
    const said = text.toLowerCase();
    const words = new Set(said.split(/[^a-z0-9]+/));
    const names = (one) => one.dataset.words.split(",").some((word) => (word.includes(" ") ? said.includes(word) : words.has(word) && (!call || /^\d+$/.test(word))));
    return questions.filter(names);
  }

  function showQuestions(text, asked) {
    for (const one of questions) {
      one.hidden = Boolean(text) && !asked.includes(one);
      one.open = asked.includes(one) && asked.length === 1;
    }
  }

  const NOTHING = "Nothing is found. Paste the URL of the call, or its method and path, such as GET /rest/api/3/myself; or type a word of the path, such as watchers, a scope, or a status such as 404. `token-conformance can-i-use` also takes curl lines.";

  function summaryOf({ shown, names }, asked) {
    const counted = [[names.size, "operation"], [asked.length, "question"]].filter(([count]) => count);
    const parts = counted.map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
    return parts.join(", ") || (shown.length ? "1 answer" : NOTHING);
  }

  // Shows the answer to a text; returns the names of the operations that it is about, and what the address may keep.
  globalThis.showAnswers = function (written) {
    const text = written.trim();
    const result = text ? answerTo(text) : { shown: [], names: new Set() };
    const asked = text ? askedQuestions(text, result.call) : [];
    place.replaceChildren(...result.shown);
    showQuestions(text, asked);
    found.textContent = text ? summaryOf(result, asked) : "";
    const isPlain = text.length <= 80 && !/@|AT[A-Z]{3}|[^\s:/.-]{32}/.test(text);
    const kept = result.call ? [result.call.method, result.call.path].join(" ").trim() : isPlain ? text : "";
    return { names: result.names, isQuestion: asked.length > 0, isCall: Boolean(result.call), kept };
  };
}
