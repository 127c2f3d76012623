/** Alerts of the bot, and the form for a new person. */
import { element } from "./elements.js";

/** Shows a dialog until it is closed; what had the focus before gets it back. */
export function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}

/** An alert that has to be closed. */
export function alertOf(title, text) {
  const close = element("button", { type: "button", class: "strong", autofocus: true, onclick: () => dialog.close() }, "OK");
  const dialog = element(
    "dialog",
    { role: "alertdialog", "aria-label": title },
    element("h2", {}, title),
    element("p", {}, text),
    element("div", { class: "buttons" }, close),
  );
  return show(dialog);
}

const LANGUAGES = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["fr", "Français"],
  ["", "not told"],
];

/** Asks for a person's name and language. */
export function askForPerson(add) {
  const name = element("input", { type: "text", name: "first_name", required: true, maxlength: "64", autocomplete: "off", autofocus: true });
  const language = element("select", { name: "language" }, ...LANGUAGES.map(([value, label]) => element("option", { value }, label)));
  const form = element(
    "form",
    { class: "form", method: "dialog" },
    element("label", {}, "Name", name),
    element("label", {}, "Language of their Telegram", language),
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", class: "plain", onclick: () => dialog.close() }, "Cancel"),
      element("button", { type: "submit", class: "strong" }, "Add"),
    ),
  );
  form.addEventListener("submit", () => add({ first_name: name.value.trim() || "Somebody", language_code: language.value || null }));
  const dialog = element("dialog", { "aria-label": "Add a person" }, element("h2", {}, "Add a person"), form);
  return show(dialog);
}
