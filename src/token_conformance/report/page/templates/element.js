// Makes an element with its attributes and children; a child that is null or empty is left out.
globalThis.element = function (name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
};

// A text that may be broken after each slash.
globalThis.breakable = (text) => text.split(/(?<=[/])(?=[^/])/).flatMap((part) => [part, element("wbr")]);
