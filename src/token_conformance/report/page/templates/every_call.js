// Lists calls of the whole catalogue: rows are made only for those that are looked for, some at a time.
{
  const AT_ONCE = 50;
  const section = document.getElementById("every-call");
  let loaded = null;

  // The calls: their API, name, text to look in, and one of the cells for each column, or null.
  function load() {
    const { calls, rows, cells, others } = JSON.parse(document.getElementById("every-call-results").textContent);
    const operations = [...catalogue.operations, ...catalogue.data.ofFamilies.operations];
    const read = ([outcome, label, ground]) => ({ outcome, label, ground });
    const shown = rows.map((row) => row.slice(0, -1).map((number) => (number === null ? null : read(cells[number]))));
    return calls.flatMap(([api, flat]) =>
      flat.filter((_, at) => at % 2 === 0).map((number, at) => {
        const row = flat[at * 2 + 1];
        const name = number < 0 ? others[-1 - number] : operations[number].name;
        return { api, name, text: `${name} ${api}`.toLowerCase(), cells: shown[row], isUnreachable: rows[row].at(-1) === 1 };
      }),
    );
  }

  const everyCall = () => (loaded ??= section ? load() : []);

  // What is recorded of a call in a column of the matrix, or nothing.
  let byName = null;
  globalThis.recordedOf = function (name, column) {
    byName ??= new Map(everyCall().map((call) => [call.name, call]));
    return byName.get(name)?.cells[column];
  };

  if (section) {
    const form = document.getElementById("calls");
    const table = document.getElementById("call-rows");
    const titles = [...table.querySelectorAll("[data-short]")].map((title) => title.dataset.short);
    const more = document.getElementById("more-calls");
    let found = [];

    function cellOf(cell, at) {
      if (!cell) return element("td", { "data-column": titles[at] }, "–");
      return element("td", { "data-column": titles[at], class: cell.outcome }, `${cell.label} `, element("small", {}, cell.ground));
    }

    function rowOf(call) {
      const link = element("a", { href: `?text=${encodeURIComponent(call.name)}` }, ...breakable(call.name));
      link.addEventListener("click", ask);
      const mark = call.isUnreachable ? [" ", element("small", { class: "state" }, "no token with scopes")] : [];
      return element("tr", {}, element("th", { scope: "row" }, link, ...mark), ...call.cells.map(cellOf));
    }

    // The answer to a call is at the top of the page.
    function ask(event) {
      event.preventDefault();
      const { text } = document.getElementById("find").elements;
      text.value = event.currentTarget.textContent;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    }

    function matches(call, { words, api, column, outcome, unreachable }) {
      const cells = column === "" ? call.cells : [call.cells[column]];
      return (
        (!api || call.api === api) && (!unreachable || call.isUnreachable) && words.every((word) => call.text.includes(word)) &&
        (!outcome || cells.some((cell) => cell?.outcome === outcome))
      );
    }

    function wanted() {
      const fields = Object.fromEntries(["text", "api", "column", "outcome"].map((name) => [name, form.elements[name].value]));
      return { ...fields, unreachable: form.elements.unreachable.checked, words: fields.text.toLowerCase().split(/\s+/).filter(Boolean) };
    }

    function showMore() {
      const body = table.tBodies[0];
      body.append(...found.slice(body.rows.length, body.rows.length + AT_ONCE).map(rowOf));
      more.hidden = body.rows.length >= found.length;
      more.textContent = `Show ${Math.min(AT_ONCE, found.length - body.rows.length)} more`;
    }

    function list() {
      const asked = wanted();
      const isAsked = asked.words.length || asked.api || asked.outcome || asked.unreachable;
      found = isAsked ? everyCall().filter((call) => matches(call, asked)) : [];
      table.tBodies[0].replaceChildren();
      table.hidden = !found.length;
      showMore();
      form.elements.count.value = isAsked ? `${found.length} of ${everyCall().length} calls` : "";
    }

    function offer(title) {
      const button = element("button", { type: "button", class: "copy" }, "Show calls");
      button.setAttribute("aria-label", `Show the calls of ${title.dataset.api}`);
      button.addEventListener("click", () => {
        form.reset();
        form.elements.api.value = title.dataset.api;
        list();
        form.scrollIntoView();
      });
      title.append(" ", button);
    }

    section.querySelectorAll("[data-api]").forEach(offer);
    form.addEventListener("input", list);
    form.addEventListener("reset", () => setTimeout(list)); // the fields are cleared after this event
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", showMore);
    form.hidden = false;
  }
}
