/** Texts with Telegram's entities as elements. */
import { element } from "./elements.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/**
 * Returns nodes for a text; offsets are UTF-16 units, as JavaScript counts.
 *
 * @param {string} text
 * @param {Array<{type: string, offset: number, length: number}>} entities
 * @param {{command: (word: string) => void, link: (url: URL) => boolean}} acts what clicks do
 */
export function richText(text, entities, acts) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, sorted, 0, text.length, acts);
}

function nodes(text, entities, begin, end, acts) {
  const made = [];
  let position = begin;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const entityEnd = Math.min(entity.offset + entity.length, end);
    const inner = [];
    index += 1;
    while (index < entities.length && entities[index].offset < entityEnd) inner.push(entities[index++]);
    if (entity.offset < position) continue;
    if (entity.offset > position) made.push(text.slice(position, entity.offset));
    const words = text.slice(entity.offset, entityEnd);
    made.push(wrap(entity, words, nodes(text, inner, entity.offset, entityEnd, acts), acts));
    position = entityEnd;
  }
  if (position < end) made.push(text.slice(position, end));
  return made;
}

function wrap(entity, words, children, acts) {
  if (entity.type in TAGS) return element(TAGS[entity.type], {}, ...children);
  switch (entity.type) {
    case "spoiler":
      return element("span", { class: "spoiler", tabindex: "0" }, ...children);
    case "bot_command":
      return element("button", { type: "button", class: "command", onclick: () => acts.command(words) }, words);
    case "text_link":
      return link(entity.url, children, acts);
    case "url":
      return link(words, children, acts);
    case "email":
      return link(`mailto:${words}`, children, acts);
    default:
      return element("span", {}, ...children);
  }
}

function link(address, children, acts) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return element("span", {}, ...children);
  }
  if (!["http:", "https:", "mailto:", "tel:", "tg:"].includes(url.protocol)) return element("span", {}, ...children);
  const follow = (event) => {
    if (acts.link(url)) event.preventDefault();
  };
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...children);
}
