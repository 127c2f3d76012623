/** Where a person writes: text, files, commands, searches, edits, replies. */
import { element, icon } from "./elements.js";
import { InlineSearch } from "./inline_search.js";
import { replyKeyboard } from "./keyboard_view.js";
import { summary } from "./message_view.js";
import { sandbox } from "./sandbox.js";
import { Suggestions } from "./suggestions.js";

export class Composer {
  /** @param {object} chat the chat's view: person, bot, toast, lastOwn */
  constructor(chat) {
    this.chat = chat;
    this.mode = null;
    this.field = element("textarea", {
      rows: "1",
      placeholder: "Message",
      "aria-label": `Message from ${chat.person.first_name}`,
      maxlength: "4096",
      autocomplete: "off",
      enterkeyhint: "send",
    });
    this.suggestions = new Suggestions(this.field);
    this.search = new InlineSearch(chat.person.id, this.suggestions, {
      sent: () => this.clear(),
      failed: (error) => chat.toast(error.message),
    });
    this.context = element("div", { class: "context", hidden: true });
    this.below = element("div", {});
    this.picker = element("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true" });
    this.row = element(
      "form",
      { class: "composer_row" },
      this.tool("commands", "Commands", () => this.toggleCommands()),
      this.tool("attach", "Attach a file", () => this.picker.click()),
      this.field,
      element("button", { type: "submit", class: "strong icon_only send", "aria-label": "Send", title: "Send (Enter)" }, icon("send")),
    );
    this.element = element("div", { class: "composer" }, this.suggestions.list, this.context, this.row, this.below, this.picker);
    this.row.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.suggest());
    this.field.addEventListener("blur", () => setTimeout(() => this.leave(), 0));
    this.field.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) this.sendFiles(event.clipboardData.files);
    });
    this.picker.addEventListener("change", async () => {
      await this.sendFiles(this.picker.files);
      this.picker.value = "";
    });
  }

  tool(shape, name, act) {
    return element("button", { type: "button", class: "plain icon_only", "aria-label": name, title: name, onclick: act }, icon(shape));
  }

  focus() {
    this.field.focus();
  }

  /** Puts words into the field, to be sent or changed. */
  write(words) {
    this.field.value = words;
    this.focus();
    this.field.setSelectionRange(words.length, words.length);
    this.suggest();
  }

  clear() {
    this.field.value = "";
    this.mode = null;
    this.context.hidden = true;
    this.suggestions.close();
    this.search.stop();
  }

  reply(message) {
    this.enter({ act: "reply", message }, `Reply to ${message.from_bot ? this.chat.botName() : "yourself"}`, summary(message));
  }

  edit(message) {
    this.field.value = message.text ?? message.caption ?? "";
    this.enter({ act: "edit", message }, "Edit message", summary(message));
  }

  /** Shows or takes away the bot's own keyboard; see Telegram's ReplyKeyboardMarkup. */
  useKeyboard(markup) {
    if (!markup || markup.remove_keyboard) this.below.replaceChildren();
    else if (markup.keyboard) {
      this.below.replaceChildren(
        replyKeyboard(markup, (button) => {
          if (button.request_contact) sandbox.content(this.chat.person.id, { kind: "contact" }).catch((error) => this.chat.toast(error.message));
          else if (button.request_location) sandbox.content(this.chat.person.id, { kind: "location" }).catch((error) => this.chat.toast(error.message));
          else this.sendText(button.text);
          if (markup.one_time_keyboard) this.below.replaceChildren();
        }),
      );
    }
    this.field.placeholder = markup?.input_field_placeholder ?? "Message";
  }

  enter(mode, title, words) {
    this.mode = mode;
    this.context.replaceChildren(
      element("div", {}, element("strong", {}, title), element("span", {}, words)),
      this.tool("close", "Stop", () => {
        this.clear();
        this.focus();
      }),
    );
    this.context.hidden = false;
    this.focus();
  }

  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.mode) {
      this.clear();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const last = this.chat.lastOwn();
      if (last) {
        event.preventDefault();
        this.edit(last);
      }
    }
  }

  leave() {
    if (!this.element.contains(document.activeElement)) this.suggestions.close();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const { act, message } = this.mode ?? {};
    await this.sendText(text, act === "reply" ? message.message_id : null, act === "edit" ? message.message_id : null);
  }

  async sendText(text, replyTo = null, edited = null) {
    try {
      if (edited) await sandbox.edit(this.chat.person.id, edited, text);
      else await sandbox.send(this.chat.person.id, text, replyTo);
      this.clear();
    } catch (error) {
      this.chat.toast(error.message);
    }
  }

  async sendFiles(files) {
    const caption = this.field.value.trim();
    for (const [index, file] of [...files].entries()) {
      const kind = /^image\/(png|jpeg|webp)$/.test(file.type) ? "photo" : "document";
      try {
        await sandbox.file(this.chat.person.id, file, kind, index ? "" : caption);
        this.clear();
      } catch (error) {
        this.chat.toast(error.message);
      }
    }
    this.focus();
  }

  /** Suggests commands after `/`, and asks the bot after `@bot `. */
  suggest() {
    const text = this.field.value;
    const mention = `@${this.chat.bot.username} `;
    if (text.toLowerCase().startsWith(mention)) return this.search.look(text.slice(mention.length));
    this.search.stop();
    const typed = /^\/(\w*)$/.exec(text);
    if (!typed) return this.suggestions.close();
    this.showCommands(this.chat.bot.commands.filter((each) => each.command.startsWith(typed[1].toLowerCase())));
  }

  toggleCommands() {
    if (this.suggestions.isOpen) return this.suggestions.close();
    this.focus();
    if (this.chat.bot.commands.length) this.showCommands(this.chat.bot.commands);
    else this.suggestions.say("The bot has told no commands.");
  }

  showCommands(commands) {
    this.suggestions.open(
      commands.map(({ command, description }) => ({
        view: [element("strong", {}, `/${command}`), element("span", {}, description)],
        take: () => this.sendText(`/${command}`),
      })),
    );
  }
}
