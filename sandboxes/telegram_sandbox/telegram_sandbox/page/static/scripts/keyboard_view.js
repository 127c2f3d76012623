/** Keyboards: the buttons below a message, and those below the field. */
import { element } from "./elements.js";

const LONGEST_WAIT = 15000;

/** What is drawn in the corner of a button that does not ask the bot. */
function corner(button) {
  if (button.url) return "↗";
  if ("switch_inline_query" in button || "switch_inline_query_current_chat" in button) return "@";
  if (button.copy_text) return "⧉";
  return "";
}

/**
 * Returns the buttons of a message.
 *
 * @param {Array<Array<object>>} rows Telegram's own button objects
 * @param {(button: object, pressed: HTMLButtonElement) => void} press
 */
export function inlineKeyboard(rows, press) {
  const keyboard = element("div", { class: "keyboard", role: "group", "aria-label": "Buttons" });
  rows.forEach((row, rowNumber) => {
    const line = element("div", { class: "keyboard_row" });
    row.forEach((button, column) => {
      const made = element(
        "button",
        { type: "button", dataset: { place: `${rowNumber}:${column}`, data: button.callback_data ?? "" } },
        button.text,
      );
      const mark = corner(button);
      if (mark) made.append(element("span", { class: "mark_of", "aria-hidden": "true" }, mark));
      made.addEventListener("click", () => press(button, made));
      line.append(made);
    });
    keyboard.append(line);
  });
  return keyboard;
}

/** Shows that a pressed button waits for its answer; returns what ends that. */
export function wait(button) {
  button.dataset.waiting = "";
  const end = () => delete button.dataset.waiting;
  setTimeout(end, LONGEST_WAIT);
  return end;
}

/** Returns the keyboard below the field: its buttons write their own text. */
export function replyKeyboard(markup, write) {
  const keyboard = element("div", { class: "keyboard reply_keyboard", role: "group", "aria-label": "Keyboard of the bot" });
  for (const row of markup.keyboard) {
    keyboard.append(
      element(
        "div",
        { class: "keyboard_row" },
        ...row.map((button) => element("button", { type: "button", onclick: () => write(button) }, button.text)),
      ),
    );
  }
  return keyboard;
}

/** Where the focus stands in a message, so that it can come back after the message was drawn anew. */
export function focusedPlace(holder) {
  const button = document.activeElement;
  if (!(button instanceof HTMLButtonElement) || !holder.contains(button) || !button.dataset.place) return null;
  return { place: button.dataset.place, data: button.dataset.data };
}

/** Puts the focus on the button that stands for the one that had it: the same act, else the same place. */
export function focusAgain(holder, had) {
  const buttons = [...holder.querySelectorAll("button[data-place]")];
  const found =
    buttons.find((button) => had.data && button.dataset.data === had.data) ??
    buttons.find((button) => button.dataset.place === had.place) ??
    buttons[0] ??
    holder;
  found.focus({ preventScroll: true });
}
