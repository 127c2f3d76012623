/** The people as tabs: on a narrow screen one chat is shown at a time. */
import { element } from "./elements.js";

export class Tabs {
  constructor(list) {
    this.list = list;
    this.chats = [];
    this.active = null;
    list.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      const index = (this.chats.indexOf(this.active) + step + this.chats.length) % this.chats.length;
      this.activate(this.chats[index]);
      this.list.children[index].focus();
    });
  }

  add(chat) {
    chat.tab = element("button", { type: "button", role: "tab", "aria-controls": chat.element.id, onclick: () => this.activate(chat) });
    this.chats.push(chat);
    this.list.append(chat.tab);
    this.name(chat);
    if (!this.active) this.activate(chat);
    else this.mark(chat);
  }

  remove(chat) {
    this.chats = this.chats.filter((each) => each !== chat);
    chat.tab.remove();
    if (this.active === chat) {
      this.active = null;
      if (this.chats.length) this.activate(this.chats[0]);
    }
  }

  activate(chat) {
    this.active = chat;
    chat.unread = 0;
    for (const each of this.chats) this.mark(each);
    this.name(chat);
    chat.toBottom();
  }

  /** Counts a message that came while another chat was shown. */
  unread(chat) {
    if (chat === this.active || chat.element.offsetParent !== null) return;
    chat.unread += 1;
    this.name(chat);
  }

  mark(chat) {
    const isActive = chat === this.active;
    chat.tab.setAttribute("aria-selected", String(isActive));
    chat.tab.tabIndex = isActive ? 0 : -1;
    chat.element.toggleAttribute("data-active", isActive);
  }

  name(chat) {
    chat.tab.replaceChildren(chat.person.first_name);
    if (chat.unread) chat.tab.append(element("span", { class: "unread", "aria-label": `${chat.unread} new` }, String(chat.unread)));
  }
}
