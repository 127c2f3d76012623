/** What the buttons below messages do, and which of their presses the bot has yet to answer. */
import { alertOf } from "./dialogs.js";
import { wait } from "./keyboard_view.js";
import { sandbox } from "./sandbox.js";

export class ButtonPresses {
  /** @param {import("./chat_view.js").ChatView} chat */
  constructor(chat) {
    this.chat = chat;
    this.waiting = new Map();
  }

  /** Does what a button below a message says. */
  async press(message, button, pressed) {
    const { chat } = this;
    try {
      if (button.callback_data !== undefined) {
        const end = wait(pressed);
        const { query_id: queryId } = await sandbox.press(chat.person.id, message.message_id, button.callback_data);
        this.waiting.set(queryId, end);
        if (this.early?.query_id === queryId) this.answered(this.early);
      } else if (button.url) chat.link(new URL(button.url)) || window.open(button.url, "_blank", "noopener");
      else if (button.pay) await sandbox.pay(chat.person.id, { currency: message.content.currency, total_amount: message.content.total_amount });
      else if (button.copy_text) {
        await navigator.clipboard.writeText(button.copy_text.text);
        chat.toast("Copied");
      } else {
        const words = button.switch_inline_query_current_chat ?? button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
        if (words === undefined) chat.toast("The sandbox cannot do what this button does.");
        else chat.composer.write(`@${chat.bot.username} ${words}`);
      }
    } catch (error) {
      chat.toast(error.message);
    }
  }

  /** Takes the bot's answer to a press. */
  answered(event) {
    const { chat } = this;
    const end = this.waiting.get(event.query_id);
    if (!end) {
      // The answer was faster than the sandbox's own answer to the press.
      this.early = event;
      return;
    }
    end();
    this.waiting.delete(event.query_id);
    if (event.show_alert && event.text) alertOf(`${chat.botName()} says to ${chat.person.first_name}`, event.text);
    else if (event.text) chat.toast(event.text);
  }
}
