"use strict";
// Buttons that copy the command of a cell, and the link to it. They are added when the cell is opened.
{
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    throw new Error("this browser lets no page copy");
  }

  globalThis.copyButton = function (what, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = `Copy ${what}`;
    button.addEventListener("click", () =>
      copy(text()).then(
        () => (button.textContent = "Copied"),
        () => (button.textContent = "Not copied: select it and copy it yourself"),
      ),
    );
    button.addEventListener("blur", () => (button.textContent = `Copy ${what}`));
    return button;
  };

  globalThis.addCopyButtons = function (cell) {
    if (cell.querySelector(".copy")) return;
    const link = cell.querySelector("p > a[href^='#']");
    if (link) link.after(" ", copyButton("link", () => location.href.split(/[?#]/)[0] + link.hash));
    for (const command of cell.querySelectorAll("[data-command]"))
      command.before(copyButton("command", () => command.textContent));
  };
}
