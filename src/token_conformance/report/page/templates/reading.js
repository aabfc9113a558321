// Reads the call in what somebody pastes: a URL, a path, a line of a log, a curl line. What else the text has is not kept.
{
  const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  const PART = "(?:[^\\s\"'<>`|\\\\]|<[\\w-]+>)*";
  const HOST = "(?:https?://|(?<![\\w.@/-]))(?:[\\w.-]+@)?(?<host>[\\w-]+(?:\\.[\\w-]+)+)(?::\\d+)?";
  const ROOTS = "(?:rest|wiki|ex|gateway|_edge|jsm|automation|graphql|secure|api/v2|admin/v1|scim|browse)";
  const URL_IN_TEXT = new RegExp(`${HOST}(?<path>/${PART})`, "g");
  const PATH_IN_TEXT = new RegExp(`(?<![\\w.~-])(?<path>/?${ROOTS}(?:/${PART}|(?=[?#\\s"']|$)(?:[?#]${PART})?))`, "g");
  const WHOLE = /^\s*(?:[A-Za-z]+\s+)?(?<path>\/\S*)\s*$/;
  const BARE_HOST = /https?:\/\/([\w-]+(?:\.[\w-]+)+)(?::\d+)?(?![\w./:-])/;
  const VARIABLE = "(?:\\$\\{?\\w+\\}?|\\{\\{?[\\w .-]+\\}?\\}|<[\\w .-]+>|%\\w+%|[A-Z][A-Z0-9_]*)?/?";
  const BEFORE = new RegExp(`(?:^|[\\s"'\`([{:,.])(${METHODS.join("|")})[\\s"'\`:,(]+(?:[fbr]?["'\`]|[\\w.]+\\s*\\+\\s*["'\`])?${VARIABLE}$`, "i");
  const ELSEWHERE = /(?:-X\s*|--request[\s=]+|["']?method["']?\s*[:=]\s*)["']?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/i;
  const VERB = `(${METHODS.join("|")})`;
  // How programs say the method beside the URL; two that differ say none.
  const TYPED = [
    `\\bNet::HTTP::${VERB}\\b`, `\\bnew\\s+Http${VERB}\\(`, `\\b(?:http\\.Method|HttpMethod\\.|Method\\.|Method::)${VERB}\\b`,
    `\\bCURLOPT_CUSTOMREQUEST["']?\\s*(?:,|=>)\\s*["']${VERB}["']`, `\\b(?:setRequestMethod|setMethod|new HttpMethod)\\(\\s*["']${VERB}["']`,
    `\\.method\\(\\s*["']${VERB}["']`, `\\bmethod["']?\\s*(?:=>|:)\\s*:?["']?${VERB}\\b`, `\\.${VERB}Async\\(`,
  ].map((form) => new RegExp(form, "gi"));
  const LATER = new RegExp(`\\.(?:http_?)?method\\s*=(?!=)\\s*["'\\w.]*?${VERB}\\b`, "gi"); // what a request is given after it is made
  const BUILDER = /\b(?:Request\.Builder|HttpRequest\.newBuilder)\b/g;
  const ADDRESS = /\.ur[il]\(/g;
  const STEP = new RegExp(`\\)\\s*\\.${VERB}\\(`, "gi");
  const API = new RegExp(`^/?${ROOTS}(?:/|$)`);
  const BODY = /\s(?:-d|--data(?:-\w+)?|--json|-F|--form)[\s=]/;
  const IS_CURL = /(?:^|[\s$>#])curl(?:\.exe)?\s/;

  // The methods that a program's text says, each once; a step of a builder is one too.
  function typed(text) {
    const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    const steps = text.match(BUILDER) ? [...bare.matchAll(STEP)] : [];
    return [...new Set([...TYPED.flatMap((form) => [...text.matchAll(form)]), ...steps].map((found) => found[1].toUpperCase()))];
  }

  const isTwice = (text, form) => [...text.matchAll(form)].length > 1;
  const isOfSeveral = (text) => isTwice(text, BUILDER) || (text.match(BUILDER) && isTwice(text, ADDRESS));

  function methodOf(text, start) {
    const shown = typed(text);
    if (shown.length > 1 || isOfSeveral(text)) return "";
    const before = BEFORE.exec(text.slice(0, start));
    const said = (before ?? ELSEWHERE.exec(text))?.[1].toUpperCase() ?? shown[0];
    const later = [...text.matchAll(LATER)].map((found) => found[1].toUpperCase());
    if (said || later.length) return new Set([said ?? later[0], ...later]).size > 1 ? "" : (said ?? later[0]);
    return IS_CURL.test(text) && BODY.test(text) && !/\s(?:-G|--get)\s/.test(text) ? "POST" : "";
  }

  function candidates(text) {
    const found = [...text.matchAll(URL_IN_TEXT)].map((match) => ({ at: match.index, ...match.groups }));
    const covers = (one, at) => one.at <= at && at < one.at + one.host.length + one.path.length;
    for (const match of text.matchAll(PATH_IN_TEXT))
      if (!found.some((one) => one.host && covers(one, match.index))) found.push({ at: match.index, host: "", ...match.groups });
    const whole = WHOLE.exec(text);
    if (!found.length && whole) return [{ at: text.indexOf("/"), host: "", path: whole.groups.path }];
    return found.sort((one, other) => one.at - other.at);
  }

  function parametersOf(query) {
    return [...new URLSearchParams(query).keys()];
  }

  // The call with its method (empty if the text does not say one), host, path and names of query parameters, or null.
  globalThis.readCall = function (pasted) {
    const text = pasted.replaceAll("\\/", "/").replace(/[$#]\{[^{}]*\}/g, "{name}").replace(/[\\^`]\s*\n/g, " ");
    const found = candidates(text);
    const isCalled = (one) => BEFORE.test(text.slice(0, one.at));
    const isOfApi = (one) => API.test(one.path);
    const chosen = found.find((one) => isCalled(one) && isOfApi(one)) ?? found.find(isCalled) ?? found.find(isOfApi) ?? found[0];
    if (!chosen) return null;
    const host = chosen.host || (BARE_HOST.exec(text.slice(0, chosen.at)) ?? ["", ""])[1];
    const [target] = chosen.path.split("#");
    const [path, query = ""] = target.split("?");
    const clean = path.replace(/[.,;:)\]]+$/, "").replaceAll("/./", "/");
    return {
      method: methodOf(text, chosen.at),
      host: host.toLowerCase(),
      path: clean.startsWith("/") ? clean : `/${clean}`,
      parameters: parametersOf(query),
    };
  };
  globalThis.METHODS = METHODS;
}
