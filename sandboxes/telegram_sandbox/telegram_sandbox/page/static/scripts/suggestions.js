/** The list above the field: commands of the bot, or what it finds in inline mode. */
import { element } from "./elements.js";

let count = 0;

/** A list of options that the field drives: it keeps the focus, arrows move the choice. */
export class Suggestions {
  constructor(field) {
    this.field = field;
    this.list = element("ul", { class: "suggestions", role: "listbox", id: `suggestions_${++count}`, "aria-label": "Suggestions", hidden: true });
    this.options = [];
    this.chosen = -1;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Shows options: each has `view` (nodes) and `take` (what choosing it does). */
  open(options, first = 0) {
    this.options = options;
    if (!options.length) return this.close();
    this.list.replaceChildren(
      ...options.map((option, index) =>
        element(
          "li",
          { role: "option", id: `${this.list.id}_${index}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => this.take(index) },
          ...option.view,
        ),
      ),
    );
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.choose(first);
  }

  /** Shows a line that cannot be chosen. */
  say(text) {
    this.options = [];
    this.chosen = -1;
    this.list.replaceChildren(element("li", { role: "presentation" }, element("span", {}, text)));
    this.list.hidden = false;
    this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.chosen = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === index)));
    const item = this.list.children[index];
    if (!item) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  take(index) {
    const option = this.options[index];
    if (option) option.take();
  }

  /** Handles a key of the field; returns whether it was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const size = this.options.length;
    if (event.key === "Escape") this.close();
    else if (!size) return false;
    else if (event.key === "ArrowDown") this.choose((this.chosen + 1) % size);
    else if (event.key === "ArrowUp") this.choose((this.chosen - 1 + size) % size);
    else if ((event.key === "Enter" || event.key === "Tab") && this.chosen >= 0) this.take(this.chosen);
    else return false;
    event.preventDefault();
    return true;
  }
}
