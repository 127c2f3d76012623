/** Makes elements: `element("p", {class: "words"}, "text", child)`. Texts are never read as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "dataset") Object.assign(made.dataset, value);
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const SHAPES = {
  send: "M4 12 20 4l-5 16-3.500-6.500L4 12Z",
  attach: "M19 11.500 12 18.500a4.600 4.600 0 0 1-6.500-6.500L13 4.500a3 3 0 0 1 4.300 4.300L10 16.100a1.500 1.500 0 0 1-2.200-2.200l6.500-6.400",
  commands: "M9 19 15 5",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.500v.1M12 12v.1M12 18.500v.1",
  file: "M7 3h7l4 4v14H7V3Zm7 0v5h4",
  place: "M12 21s7-6.500 7-11.500A7 7 0 0 0 5 9.500C5 14.500 12 21 12 21Zm0-9.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.500 8a7.500 7.500 0 0 1 15 0",
  sound: "M5 10v4h3l5 4V6L8 10H5Zm11.500-1a4 4 0 0 1 0 6",
  film: "M4 6h16v12H4V6Zm6 3.500v5l4.500-2.500L10 9.500Z",
  poll: "M5 20V10m7 10V4m7 16v-7",
  bill: "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3 5h6m-6 4h6",
  down: "M6 9l6 6 6-6",
};

/** A drawing of the set above, hidden from screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  if (name === "more") drawing.style.strokeWidth = "3";
  drawing.append(path);
  return drawing;
}
