/** One message: its bubble, its keyboard, what can be done with it. */
import { contentsOf } from "./contents_view.js";
import { element } from "./elements.js";
import { focusAgain, focusedPlace, inlineKeyboard } from "./keyboard_view.js";
import { richText } from "./rich_text.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/**
 * Returns the element of a message.
 *
 * @param {object} message as the sandbox tells it
 * @param {object} chat its acts: press, reply, edit, command, link, find, show, botName
 */
export function messageView(message, chat) {
  const time = CLOCK.format(new Date(message.sent_at));
  const who = message.from_bot ? chat.botName() : "You";
  const view = element("article", {
    class: "message",
    tabindex: "-1",
    "aria-label": `${who}, ${time}${message.edits ? ", edited" : ""}`,
    dataset: { message: message.message_id, edits: message.edits, ...(message.from_bot ? {} : { own: "" }) },
  });
  view.append(bubble(message, chat, time));
  // A chat that is shown again does not play old arrivals once more.
  view.addEventListener("animationend", () => view.classList.remove("arrives", "changed"));
  if (message.buttons.length) {
    view.append(inlineKeyboard(message.buttons, (button, pressed) => chat.presses.press(message, button, pressed)));
  }
  return view;
}

/** Draws a message anew in the place of its element; the focus stays where it was. */
export function redraw(old, message, chat) {
  const had = focusedPlace(old);
  const hadItself = document.activeElement === old;
  const made = messageView(message, chat);
  if (message.edits > Number(old.dataset.edits)) made.classList.add("changed");
  old.replaceWith(made);
  if (had) focusAgain(made, had);
  else if (hadItself) made.focus({ preventScroll: true });
  return made;
}

function bubble(message, chat, time) {
  const words = message.text ?? message.caption;
  const made = element("div", { class: "bubble", dataset: { kind: message.kind } });
  const original = message.reply_to && chat.find(message.reply_to);
  if (original) {
    made.append(
      element("button", { type: "button", class: "answered", tabindex: "-1", onclick: () => chat.show(original) }, summary(original)),
    );
  }
  if (message.via_bot) made.append(element("span", { class: "via" }, `via @${chat.botUsername()}`));
  made.append(...contentsOf(message));
  if (words) made.append(element("div", { class: "words" }, ...richText(words, message.entities, chat)));
  made.append(
    element(
      "div",
      { class: "foot" },
      message.edits > 0 && element("span", {}, "edited"),
      element("time", { datetime: message.sent_at }, time),
    ),
    actions(message, chat),
  );
  return made;
}

function actions(message, chat) {
  const made = element("div", { class: "actions" });
  const add = (name, act) =>
    made.append(element("button", { type: "button", tabindex: "-1", onclick: () => act(message) }, name));
  add("Reply", chat.reply);
  if (!message.from_bot && (message.text || message.caption)) add("Edit", chat.edit);
  return made;
}

/** The first words of a message, for places where it is only mentioned. */
export function summary(message) {
  const words = message.text ?? message.caption;
  return words ? words.split("\n")[0].slice(0, 120) : message.kind.replaceAll("_", " ");
}
