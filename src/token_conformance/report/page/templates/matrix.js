
// The page works without this script, which adds the filters and stores them and the open cell in the address.
{
  const form = document.getElementById("find");
  const shown = form.elements.shown;
  const rows = [...document.querySelectorAll("#matrix tbody")];
  const names = ["product", "outcome", "grade", "text", "differences"];
  const texts = new Map();
  let kept = ""; // of the text: what the address may have, which is never a credential

  const cellsOf = (row) => [...row.querySelectorAll("details")];
  const outcomeOf = (cell) => cell.className;

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  }

  function hasText(row, { text, names }) {
    return !text || names.has(row.dataset.operation) || textOf(row).includes(text);
  }

  function matches(row, wanted) {
    const cells = cellsOf(row);
    const isWanted = (cell) =>
      [outcomeOf(cell), ""].includes(wanted.outcome) && [cell.dataset.grade, ""].includes(wanted.grade);
    return (
      [row.closest("section").id, ""].includes(wanted.product) &&
      ((!wanted.outcome && !wanted.grade) || cells.some(isWanted)) &&
      (!wanted.differences || new Set(cells.map(outcomeOf)).size > 1) &&
      hasText(row, wanted)
    );
  }

  function currentFilters() {
    const data = new FormData(form);
    const wanted = Object.fromEntries(names.map((name) => [name, (data.get(name) ?? "").trim()]));
    const found = showAnswers(wanted.text);
    kept = found.kept;
    const text = wanted.text.toLowerCase();
    const isFilter = !found.isQuestion || found.isCall || rows.some((row) => hasText(row, { ...found, text }));
    return { ...wanted, ...found, text: isFilter ? text : "" };
  }

  function filter() {
    const wanted = currentFilters();
    for (const row of rows) row.hidden = !matches(row, wanted);
    for (const section of document.querySelectorAll("#matrix section"))
      section.hidden = !section.querySelector("tbody:not([hidden])");
    const count = rows.filter((row) => !row.hidden).length;
    shown.value = `${count} of ${rows.length} endpoints`;
  }

  function setAddress(hash) {
    const fields = [...new FormData(form)].map(([name, value]) => [name, name === "text" ? kept : value]);
    const query = new URLSearchParams(fields.filter(([, value]) => value.trim()));
    history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : "") + hash);
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = query.has(name);
      else field.value = query.get(name) ?? "";
      if (field.selectedIndex === -1) field.selectedIndex = 0; // this page does not have the product, outcome or grade
    }
    filter();
  }

  function idInAddress() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1); // not a valid encoding, so no id is equal to it
    }
  }

  function openCell() {
    const id = idInAddress();
    const target = id && document.getElementById(id);
    if (id && !target) shown.value = `This page has no cell ${id}.`;
    if (!target || !target.closest("#matrix")) return;
    if (target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    const cell = target.closest("details");
    if (cell) cell.open = true;
    target.scrollIntoView();
  }

  function followToggle(event) {
    const cell = event.target;
    const { id } = cell.querySelector("[id]");
    if (cell.open) addCopyButtons(cell);
    if (cell.open) setAddress(`#${id}`);
    else if (idInAddress() === id) setAddress("");
  }

  function closeOnEscape(event) {
    const cell = event.key === "Escape" && document.activeElement.closest("#matrix details[open]");
    if (!cell) return;
    cell.open = false;
    cell.querySelector("summary").focus();
  }

  // A field of one line would join the lines of what is pasted.
  function pasteInOneLine(event) {
    const text = event.clipboardData.getData("text");
    if (!text.includes("\n")) return;
    event.preventDefault();
    form.elements.text.setRangeText(text.replace(/\s*\n\s*/g, " "), event.target.selectionStart, event.target.selectionEnd, "end");
    applyFilters();
  }

  function applyFilters() {
    filter();
    setAddress(location.hash);
  }

  for (const part of [form, document.getElementById("filters")]) {
    part.hidden = false;
    part.addEventListener("input", applyFilters);
  }
  form.addEventListener("reset", () => setTimeout(applyFilters)); // the fields are cleared after this event
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.text.addEventListener("paste", pasteInOneLine);
  document.getElementById("matrix").addEventListener("toggle", followToggle, true); // the event does not bubble
  document.addEventListener("keydown", closeOnEscape);
  addEventListener("hashchange", openCell);
  restore();
  openCell();
}
