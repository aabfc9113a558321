// What a call gets: an operation with its four answers, bases of families, or one answer about its URL; as `can-i-use`.
{
  const SITE = "https://site.atlassian.net";
  const GATEWAY = "https://api.atlassian.com";
  const APPS = ["jira", "confluence"];
  const TOKENS = ["unscoped", "scoped"];
  const FORMS = ["site", "gateway"];
  const FORM_OF = { site: "site", "site-gateway": "site", gateway: "gateway", "gateway-without-ex": "gateway" };
  const PLACES = {
    site: "the site", gateway: "the gateway",
    "site-gateway": "the site's own /gateway/api", "gateway-without-ex": "api.atlassian.com outside of /ex",
  };
  const ID = "[0-9a-fx]{8}-?[0-9a-fx]{4}-?[0-9a-fx]{4}-?[0-9a-fx]{4}-?[0-9a-fx]{12}";
  const CLOUD_ID = new RegExp(`^${ID}$`, "i");
  const PART_OF_PREFIX = new RegExp(`^/(?:(?:jira|confluence)/)?${ID}(/.*)$`, "i"); // it lacks /ex, the app, or both
  const TO_FILL_IN = /^(?:[{<[$%:].*|.*cloud[ _-]?id.*|uuid|\.\.\.|…)$/i;
  const LOOK_UP = "https://SITE.atlassian.net/_edge/tenant_info returns it, without a credential";
  const title = (app) => app[0].toUpperCase() + app.slice(1);
  const { byRule, unknown, find, ofFamily } = catalogue;

  function gatewayParts(path) {
    const found = /^\/ex\/([^/]*)\/([^/]*)(\/.*)$/s.exec(path);
    return found && { app: found[1], cloudId: found[2], path: found[3] };
  }

  const atSite = ({ app, path }) => (app === "confluence" && !path.startsWith("/wiki/") ? `/wiki${path}` : path);

  function operationAt(call, path) {
    const exact = find(call.method, path);
    if (exact) return { operation: exact, path, hasSlash: false };
    const bare = path.endsWith("/") && find(call.method, path.replace(/\/+$/, ""));
    return bare ? { operation: bare, path: path.replace(/\/+$/, ""), hasSlash: true } : null;
  }

  const appOf = (path) => (path.startsWith("/wiki/") ? "confluence" : "jira");

  function withSlash(answer, operation, token, form) {
    if (form !== "gateway" || appOf(operation.path) !== "jira" || answer.says === "no") return answer;
    if (token === "scoped")
      return byRule("no", "Jira's gateway refuses a path that ends with a slash (401, scope does not match).", "G2");
    return byRule("unknown", "Nobody has published what a slash at the end does to this credential there.", "G2");
  }

  const urlOf = (path, form) =>
    form === "site" ? `https://SITE.atlassian.net${path}` : `${GATEWAY}/ex/${appOf(path)}/CLOUD_ID${path}`;

  function operationReply(call, { operation, path, hasSlash }, asked) {
    const answers = catalogue.four(operation, call.parameters);
    const items = TOKENS.flatMap((token) => FORMS.map((form) => ({ token, form }))).map(({ token, form }, index) => ({
      token, form, place: PLACES[form], isAsked: asked.includes(form), url: urlOf(path, form),
      answer: hasSlash && asked.includes(form) ? withSlash(answers[index], operation, token, form) : answers[index],
    }));
    return { kind: "operation", call, operation, path, items };
  }

  function familyTarget(call, url) {
    const path = `/${url.split("/").slice(3).join("/")}`;
    const parts = gatewayParts(path);
    const alias = catalogue.numbered(call.method, parts ? parts.path : path);
    const isLatest = catalogue.LATEST.test(path);
    const base = isLatest && !alias ? null : catalogue.baseOf(url.replace(catalogue.LATEST, "/rest/api/latest/"));
    if (!base) return null;
    const bare = parts ? parts.path : path.replace(/^\/gateway\/api/, "");
    const published = METHODS.filter((method) => ofFamily(method, bare));
    const others = published.includes(call.method) ? [] : published;
    return { base, alias, operation: ofFamily(call.method, bare), methods: others, url };
  }

  function familyAnswer(call, { base, alias, methods }, index) {
    const own = catalogue.answer(base.answers[index]);
    const form = FORM_OF[base.host];
    if (alias && form) {
      const known = catalogue.four(alias, call.parameters)[index * 2 + FORMS.indexOf(form)];
      const decisive = known.says === "yes" && base.own[index] ? own : known;
      return { ...decisive, instead: known.instead || base.family.instead };
    }
    if (!methods.length || own.says !== "yes") return own;
    return { ...own, says: "unknown", reason: onlyWith(methods, call.method) };
  }

  const onlyWith = (methods, method) =>
    `Atlassian publishes this path with ${methods.join(", ")} only, and not with ${method}.`;

  function familyReply(call, targets) {
    const items = targets.flatMap((target) =>
      TOKENS.map((token, index) => ({
        token, form: target.base.host, place: PLACES[target.base.host] ?? target.base.url.split("/")[2], isAsked: true,
        url: target.base.url, answer: familyAnswer(call, target, index),
      })),
    );
    const [first] = targets;
    return { kind: "family", call, family: first.base.family, operation: first.alias ?? first.operation, items };
  }

  const single = (call, answer) => ({ kind: "answer", call, answer });

  function cloudIdMistake(part) {
    if (CLOUD_ID.test(part) || TO_FILL_IN.test(part)) return null;
    const what = /^\d+$/.test(part) ? "a number" : "a name";
    return byRule("no", `'${part}' is ${what}, but a cloud id is a UUID.`, "G5", `the cloud id of the site: ${LOOK_UP}`);
  }

  function siteMistake({ method, path }) {
    if (path.startsWith("/ex/")) {
      const reason = "The prefix /ex/PRODUCT/CLOUD_ID belongs to api.atlassian.com; a site has no such path.";
      return byRule("no", reason, "S6", GATEWAY + path);
    }
    if (!path.startsWith("/wiki/") && find(method, `/wiki${path}`))
      return byRule("no", "/wiki is missing: at the site every path of Confluence begins with /wiki.", "S6", `${method} /wiki${path}`);
    const inner = path.replace(/^\/wiki/, "");
    if (inner === path || !find(method, inner)) return null;
    const whose = inner.startsWith("/rest/") ? "Jira has no /wiki before its paths" : "/wiki is there twice";
    return byRule("no", `${whose}.`, "S6", `${method} ${inner}`);
  }

  function gatewayMistake(call, { app, cloudId, path }) {
    if (CLOUD_ID.test(app)) return withoutPrefix({ ...call, path: `/${app}/${cloudId}${path}` });
    if (!APPS.includes(app)) return unknown(`/ex/${app} is not published: the gateway is published for jira and confluence.`);
    if (["rest", "wiki", "api"].includes(cloudId))
      return byRule("no", `The cloud id is missing after /ex/${app}.`, "G5", `${GATEWAY}/ex/${app}/CLOUD_ID/${cloudId}${path}`);
    const wrong = cloudIdMistake(cloudId);
    if (wrong) return wrong;
    const other = APPS.find((one) => one !== app);
    const owner = find(call.method, path) ? appOf(path) : find(call.method, `/wiki${path}`) ? "confluence" : "";
    if (owner !== other) return null;
    const prefix = `/ex/${other}/CLOUD_ID`;
    return byRule("no", `This path belongs to ${title(other)}, whose prefix is ${prefix}.`, "G2", GATEWAY + prefix + path);
  }

  function withoutPrefix({ method, path: whole }) {
    const [, path] = PART_OF_PREFIX.exec(whole) ?? [null, whole];
    if (!["/rest/", "/wiki/", "/api/v2"].some((root) => path.startsWith(root)))
      return unknown("Nobody has published an API at this path of api.atlassian.com.");
    const app = path.startsWith("/rest/") && !find(method, `/wiki${path}`) ? "jira" : "confluence";
    const prefix = `/ex/${app}/CLOUD_ID`;
    const what = path === whole ? "missing" : "not whole";
    return byRule("no", `The prefix ${prefix} is ${what}: without it the gateway answers 404.`, "G5", GATEWAY + prefix + path);
  }

  function writtenOtherwise(path) {
    const below = `/${path.split("/").slice(2).join("/")}`;
    const versions = catalogue.data.versions.map(([written, newest]) => path.replace(new RegExp(`^${written}`), newest));
    return [path.replace(/\/\/+/g, "/"), below, `/wiki${below}`, path.toLowerCase(), ...versions];
  }

  function unpublished({ method, path: whole }, path = whole, form = "") {
    const open = catalogue.data.open.find(([request, at]) => request === `${method} ${path}` && (!form || at === form));
    if (open) return { ...unknown("It answers everyone, without a credential.", [catalogue.statement(open[2])]), says: "yes" };
    const numbered = path.replace(catalogue.LATEST, (_, api) => `/rest/${api}/3/`);
    const methods = METHODS.filter((one) => one !== method && find(one, numbered));
    if (methods.length) return { ...unknown(onlyWith(methods, method)), others: methods.map((one) => find(one, numbered)) };
    const page = catalogue.data.pages.find(([pattern]) => new RegExp(`^(?:${pattern})(?=/|$)`).test(path));
    if (page) return unknown(`${path} is the address of a page for people, and not of a call.`, [], page[1] && `GET ${page[1]}`);
    const near = writtenOtherwise(path).filter((one) => one !== path).map((one) => find(method, one)).find(Boolean);
    return unknown(`Atlassian does not publish ${method} ${path}.`, [], near ? near.name : "");
  }

  function cloudIdIn({ base }, url) {
    const at = base.url.split("/").indexOf("{cloudId}");
    return at < 0 || !base.patterns[0].test(url) ? null : cloudIdMistake(url.split("/")[at]);
  }

  function familyOr(call, url, otherwise) {
    const target = familyTarget(call, url);
    if (!target) return single(call, otherwise());
    const wrong = cloudIdIn(target, url);
    return wrong ? single(call, wrong) : familyReply(call, [target]);
  }

  function ofPathAlone(call) {
    const found = operationAt(call, call.path);
    if (found) return operationReply(call, found, FORMS);
    const prefixes = [SITE, GATEWAY, ...APPS.map((app) => `${GATEWAY}/ex/${app}/{cloudId}`)];
    const targets = prefixes.map((prefix) => familyTarget(call, prefix + call.path)).filter(Boolean);
    const each = targets.filter((one, index) => targets.findIndex((other) => other.base === one.base) === index);
    const wrong = each.flatMap((one) => [SITE, GATEWAY].map((prefix) => cloudIdIn(one, prefix + call.path))).find(Boolean);
    if (wrong) return single(call, wrong);
    return each.length ? familyReply(call, each) : single(call, siteMistake(call) ?? unpublished(call));
  }

  function atSiteHost(call) {
    const found = operationAt(call, call.path);
    if (found) return operationReply(call, found, ["site"]);
    const wrong = siteMistake(call);
    return wrong ? single(call, wrong) : familyOr(call, SITE + call.path, () => unpublished(call, call.path, "site"));
  }

  function atGateway(call) {
    const url = GATEWAY + call.path;
    const parts = gatewayParts(call.path) ?? gatewayParts(`${call.path}/`);
    if (!parts) return familyOr(call, url, () => withoutPrefix(call));
    const wrong = gatewayMistake(call, parts);
    if (wrong) return single(call, wrong);
    const found = operationAt(call, atSite(parts));
    if (found) return operationReply(call, found, ["gateway"]);
    const target = familyTarget(call, url);
    return target ? familyReply(call, [target]) : single(call, unpublished(call, atSite(parts), "gateway"));
  }

  function elsewhere(call) {
    const isOf = ([domains]) => !domains.length || domains.some((one) => call.host === one || call.host.endsWith(`.${one}`));
    const known = () => catalogue.statement(catalogue.data.hosts.find(isOf)[1]);
    return familyOr(call, `https://${call.host}${call.path}`, () => unknown(known().text, [known()]));
  }

  // The reply to a call; one without a method is read as GET.
  globalThis.resolve = function (said) {
    const call = { ...said, method: said.method || "GET" };
    const host = call.host || (call.path.startsWith("/ex/") ? "api.atlassian.com" : "");
    if (!host) return ofPathAlone(call);
    if (host === "api.atlassian.com") return atGateway(call);
    return /^[^.]+\.atlassian\.net$/.test(host) ? atSiteHost(call) : elsewhere(call);
  };
}
