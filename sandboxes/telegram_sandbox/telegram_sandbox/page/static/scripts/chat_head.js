/** What stands above a chat: whose it is, how it is, and a menu of what nobody can type. */
import { element, icon } from "./elements.js";
import { sandbox } from "./sandbox.js";

/** @param {import("./chat_view.js").ChatView} chat */
export function chatHead(chat) {
  const name = chat.person.first_name;
  return element(
    "header",
    { class: "chat_head" },
    element("span", { class: "avatar", "aria-hidden": "true", dataset: { tone: chat.person.id % 5 } }, initials(name)),
    element("div", { class: "chat_names" }, element("h2", {}, name), chat.state),
    menuOf(chat, name),
  );
}

function menuOf(chat, name) {
  const item = (label, act, kind = "plain") => element("button", { type: "button", class: kind, onclick: act }, label);
  const send = (content) => () => sandbox.content(chat.person.id, content).catch((error) => chat.toast(error.message));
  const menu = element(
    "details",
    { class: "menu" },
    element("summary", { "aria-label": `More for ${name}`, title: "More" }, icon("more")),
    element(
      "div",
      { class: "menu_items" },
      item("Send a location", send({ kind: "location" })),
      item("Send own contact", send({ kind: "contact" })),
      item("Throw a die", send({ kind: "dice" })),
      item("Send a sticker", send({ kind: "sticker", emoji: "😎" })),
      item("Ask a poll", send({ kind: "poll" })),
      element("hr", {}),
      chat.blockButton,
      item(`Take ${name} off this page`, () => chat.tell.remove(chat), "plain bad"),
    ),
  );
  menu.addEventListener("click", (event) => {
    if (event.target.closest("button")) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstChild.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) setTimeout(() => (menu.open = menu.contains(document.activeElement) && menu.open), 120);
  });
  return menu;
}

function initials(name) {
  return name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
}
