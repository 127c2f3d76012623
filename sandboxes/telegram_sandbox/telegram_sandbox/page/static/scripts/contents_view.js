/** What is in a bubble beside words: photos, files, places, dice and so on. */
import { element, icon } from "./elements.js";

const PLAIN = { voice: ["sound", "Voice message"], video_note: ["film", "Video message"] };

/** Returns the elements that show the content of a message; none for a text. */
export function contentsOf(message) {
  const content = message.content;
  switch (message.kind) {
    case "photo":
      return [photo(message)];
    case "document":
    case "video":
    case "animation":
    case "audio":
      return [file(message, content)];
    case "voice":
    case "video_note": {
      const [shape, name] = PLAIN[message.kind];
      return [card(shape, name, `${content.duration} s`, message.file_url)];
    }
    case "sticker":
    case "dice":
      return [element("div", { class: "big", role: "img", "aria-label": spoken(message) }, face(message))];
    case "location":
      return [card("place", "Location", `${content.latitude}, ${content.longitude}`)];
    case "venue":
      return [card("place", content.title, content.address)];
    case "contact":
      return [card("person", content.first_name, content.phone_number)];
    case "poll":
      return [card("poll", content.question, content.options.map((option) => option.text).join(" · "))];
    case "invoice":
      return [card("bill", content.title, `${money(content)} · ${content.description}`)];
    case "successful_payment":
      return [card("bill", "Paid", money(content))];
    default:
      return [];
  }
}

function photo(message) {
  const { width, height } = message.content.at(-1);
  const alternative = message.caption ? `Photo: ${message.caption.split("\n")[0]}` : "Photo";
  return element("img", { class: "photo", src: message.photo_url, width, height, alt: alternative });
}

function file(message, content) {
  const shape = { audio: "sound", document: "file" }[message.kind] ?? "film";
  return card(shape, content.file_name ?? message.kind, size(content.file_size), message.file_url);
}

function card(shape, title, details, address) {
  const inside = [
    element("span", { class: "icon" }, icon(shape)),
    element("div", {}, element("strong", {}, title), element("span", {}, details)),
  ];
  if (address) return element("a", { class: "card", href: address, target: "_blank", rel: "noopener" }, ...inside);
  return element("div", { class: "card" }, ...inside);
}

function face(message) {
  if (message.kind === "sticker") return message.content.emoji ?? "🙂";
  const faces = ["⚀", "⚁", "⚂", "⚃", "⚄", "⚅"];
  return message.content.emoji === "🎲" ? faces[message.content.value - 1] : `${message.content.emoji} ${message.content.value}`;
}

function spoken(message) {
  if (message.kind === "dice") return `Die: ${message.content.value}`;
  return `Sticker ${message.content.emoji ?? ""}`;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function money({ total_amount: amount, currency }) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount / 100);
}
