/** One person's chat with the bot. */
import { ButtonPresses } from "./button_presses.js";
import { chatHead } from "./chat_head.js";
import { Composer } from "./composer.js";
import { alertOf } from "./dialogs.js";
import { element, icon } from "./elements.js";
import { messageView, redraw } from "./message_view.js";
import { sandbox } from "./sandbox.js";

const TYPING = 5000;
const TOAST = 4500;
const NEAR = 120;

export class ChatView {
  /**
   * @param {object} person as the sandbox tells it
   * @param {object} bot its username, first_name, description, commands
   * @param {{unread: (chat: ChatView) => void, remove: (chat: ChatView) => void}} tell
   */
  constructor(person, bot, tell) {
    this.person = person;
    this.bot = bot;
    this.tell = tell;
    this.messages = new Map();
    this.presses = new ButtonPresses(this);
    this.unread = 0;
    for (const name of ["reply", "edit", "command", "link", "find", "show", "botName", "botUsername"]) {
      this[name] = this[name].bind(this);
    }
    this.log = element("div", { class: "log", role: "log", tabindex: "0", "aria-label": `Chat of ${person.first_name} with ${bot.first_name}` });
    this.state = element("p", {});
    this.toasts = element("div", { class: "toasts", role: "status" });
    this.blockButton = element("button", { type: "button", class: "plain bad", onclick: () => this.membership(this.person.has_blocked ? "member" : "kicked") });
    this.composer = new Composer(this);
    this.bottom = element("div", {}, this.composer.element);
    this.newest = element("button", { type: "button", class: "plain icon_only to_newest", hidden: true, "aria-label": "Newest message", onclick: () => this.toBottom() }, icon("down"));
    this.element = element(
      "section",
      { class: "chat", id: `chat_${person.id}`, "aria-label": person.first_name, dataset: { chat: person.id } },
      chatHead(this),
      this.log,
      this.newest,
      this.toasts,
      this.bottom,
    );
    this.log.addEventListener("keydown", (event) => this.key(event));
    this.log.addEventListener("scroll", () => (this.newest.hidden = this.isNearBottom()), { passive: true });
    this.acceptDrops();
    this.tellState();
  }

  botName() {
    return this.bot.first_name;
  }

  botUsername() {
    return this.bot.username;
  }

  find(messageId) {
    return this.messages.get(messageId);
  }

  lastOwn() {
    return [...this.messages.values()].findLast((message) => !message.from_bot && message.kind === "text" && !message.via_bot);
  }

  /** Draws everything anew, as after the line was broken. */
  async load() {
    const messages = await sandbox.messages(this.person.id);
    // What came while the sandbox was answering is not in its answer.
    const newest = messages.at(-1)?.message_id ?? 0;
    messages.push(...[...this.messages.values()].filter((message) => message.message_id > newest));
    this.messages.clear();
    this.log.replaceChildren();
    this.composer.useKeyboard(null);
    for (const message of messages) this.add(message, false);
    if (!messages.length) this.log.append(this.welcome());
    this.toBottom();
  }

  /** Takes one event of this chat. */
  take(event) {
    switch (event.type) {
      case "message":
      case "edit":
        this.add(event.message, true);
        break;
      case "delete":
        this.messages.delete(event.message_id);
        this.viewOf(event.message_id)?.remove();
        break;
      case "typing":
        this.showTyping();
        break;
      case "callback_answer":
        this.presses.answered(event);
        break;
      case "pre_checkout_answer":
        if (!event.ok) alertOf(`${this.botName()} refuses the payment`, event.text);
        break;
      case "inline_answer":
        this.composer.search.answered(event);
        break;
      case "membership":
        this.person.has_blocked = event.status === "kicked";
        this.note(this.person.has_blocked ? "You have blocked the bot" : "You have unblocked the bot");
        this.tellState();
        break;
    }
  }

  add(message, isNew) {
    const known = this.viewOf(message.message_id);
    const follows = this.isNearBottom() || (isNew && !message.from_bot);
    this.messages.set(message.message_id, message);
    if (known) redraw(known, message, this);
    else {
      this.log.querySelector(".welcome")?.remove();
      const view = messageView(message, this);
      if (isNew) view.classList.add("arrives");
      this.log.append(view);
      if (message.from_bot) {
        this.stopTyping();
        if (message.reply_markup && !message.buttons.length) this.composer.useKeyboard(message.reply_markup);
        if (isNew) this.tell.unread(this);
      }
    }
    if (follows) this.toBottom();
    for (const image of this.log.querySelectorAll("img.photo:not([data-seen])")) {
      image.dataset.seen = "";
      image.addEventListener("load", () => follows && this.toBottom());
    }
  }

  reply(message) {
    this.composer.reply(message);
  }

  edit(message) {
    this.composer.edit(message);
  }

  command(word) {
    this.composer.sendText(word);
  }

  /** Follows links to the bot itself inside the chat; returns whether it was one. */
  link(url) {
    const isOurs = url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === this.bot.username.toLowerCase();
    if (!isOurs) return false;
    const payload = url.searchParams.get("start");
    this.composer.sendText(payload ? `/start ${payload}` : "/start");
    return true;
  }

  show(message) {
    const view = this.viewOf(message.message_id);
    view?.scrollIntoView({ block: "center" });
    view?.focus({ preventScroll: true });
  }

  /** A short notice that goes by itself, or when the next one comes. */
  toast(text) {
    const made = element("div", { class: "toast" }, text);
    this.toasts.replaceChildren(made);
    setTimeout(() => made.remove(), TOAST);
  }

  note(text) {
    this.log.append(element("p", { class: "notice" }, text));
    this.toBottom();
  }

  toBottom() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  isNearBottom() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  viewOf(messageId) {
    return this.log.querySelector(`[data-message="${messageId}"]`);
  }

  /** Arrows walk over messages; on one of them, Enter goes to its buttons, R replies, E edits. */
  key(event) {
    const views = [...this.log.querySelectorAll(".message")];
    const focused = document.activeElement.closest?.(".message");
    const index = views.indexOf(focused);
    const isItself = document.activeElement === focused || document.activeElement === this.log;
    const message = focused && this.find(Number(focused.dataset.message));
    if (event.key === "ArrowUp") (views[index < 0 ? views.length - 1 : index - 1] ?? views[0])?.focus();
    else if (event.key === "ArrowDown" && index >= 0) (views[index + 1] ?? this.composer).focus();
    else if (event.key === "Escape") this.composer.focus();
    else if (!message || !isItself) return;
    else if (event.key === "Enter") focused.querySelector(".keyboard button")?.focus();
    else if (event.key.toLowerCase() === "r") this.reply(message);
    else if (event.key.toLowerCase() === "e" && !message.from_bot) this.edit(message);
    else return;
    event.preventDefault();
  }

  showTyping() {
    this.state.dataset.typing = "";
    this.state.textContent = `${this.botName()} is typing`;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.stopTyping(), TYPING);
  }

  stopTyping() {
    clearTimeout(this.typing);
    delete this.state.dataset.typing;
    this.tellState();
  }

  tellState() {
    const language = this.person.language_code ?? "no language";
    this.state.textContent = `@${this.person.username} · ${language}${this.person.has_blocked ? " · has blocked the bot" : ""}`;
    const blocked = element(
      "div",
      { class: "composer blocked" },
      element("button", { type: "button", class: "strong", onclick: () => this.membership("member") }, "Unblock the bot"),
    );
    const wanted = this.person.has_blocked ? blocked : this.composer.element;
    if (!this.bottom.contains(wanted)) this.bottom.replaceChildren(wanted);
    this.blockButton.textContent = this.person.has_blocked ? "Unblock the bot" : "Block the bot";
  }

  async membership(status) {
    try {
      await sandbox.membership(this.person.id, status);
    } catch (error) {
      this.toast(error.message);
    }
  }

  welcome() {
    return element(
      "div",
      { class: "welcome" },
      element("img", { src: "/page/mark.svg", alt: "", width: "68", height: "68" }),
      element("h3", {}, this.botName()),
      element("p", {}, this.bot.description || `Say hello to the bot as ${this.person.first_name}.`),
      element("button", { type: "button", class: "strong", onclick: () => this.composer.sendText("/start") }, "Start"),
    );
  }

  acceptDrops() {
    const mark = (on) => (event) => {
      event.preventDefault();
      this.element.classList.toggle("dropping", on && [...event.dataTransfer.types].includes("Files"));
    };
    this.element.addEventListener("dragover", mark(true));
    this.element.addEventListener("dragleave", mark(false));
    this.element.addEventListener("drop", (event) => {
      mark(false)(event);
      if (event.dataTransfer.files.length) this.composer.sendFiles(event.dataTransfer.files);
    });
  }
}
