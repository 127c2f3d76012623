/** Faults by switch: what goes wrong between Telegram and the bot. */
import { show } from "./dialogs.js";
import { element } from "./elements.js";
import { sandbox } from "./sandbox.js";

/** Each group: the field of the sandbox, what a person reads, and its numbers. */
const CALLS = [
  ["too_many_requests", "Too many requests (429)", [["every", "one call in", 3], ["retry_after", "retry after (seconds)", 2]]],
  ["server_error", "Server errors (500)", [["every", "one call in", 5]]],
  ["flood_limits", "Telegram's own limits of sending", [["per_second", "messages a second", 30], ["chat_burst", "at once in a chat", 20]]],
  ["time_out", "Late answers", [["every", "one call in", 5], ["seconds", "held back for (seconds)", 10]]],
];
const UPDATES = [
  ["duplicate_updates", "Send every update twice"],
  ["reorder_updates", "Send waiting updates newest first"],
];

/** Opens the switches; `saved` hears when they were changed. */
export async function openFaults(saved) {
  const present = await sandbox.faults();
  const form = element("form", { class: "form", method: "dialog" });
  const read = [];
  for (const [field, title, numbers] of CALLS) form.append(group(field, title, numbers, present[field], read));
  const updates = element("fieldset", {}, element("legend", { class: "visually_hidden" }, "Updates"));
  for (const [field, title] of UPDATES) {
    const box = element("input", { type: "checkbox", checked: present[field] });
    updates.append(element("label", { class: "switch" }, box, title));
    read.push((faults) => (faults[field] = box.checked));
  }
  form.append(
    updates,
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", class: "plain", onclick: () => dialog.close() }, "Cancel"),
      element("button", { type: "submit", class: "strong" }, "Apply"),
    ),
  );
  form.addEventListener("submit", async () => {
    const faults = { blocked_chats: present.blocked_chats };
    for (const each of read) each(faults);
    await sandbox.switchFaults(faults);
    saved();
  });
  const dialog = element(
    "dialog",
    { "aria-label": "Faults" },
    element("h2", {}, "Faults"),
    element("p", { class: "quiet_text" }, "What Telegram does to the bot on a bad day. It lasts until you switch it off."),
    form,
  );
  return show(dialog);
}

function group(field, title, numbers, present, read) {
  const box = element("input", { type: "checkbox", checked: Boolean(present) });
  const inputs = numbers.map(([name, label, usual]) => {
    const value = present?.[name] ?? usual;
    return [name, label, element("input", { type: "number", min: "1", max: "3600", value, required: true })];
  });
  const fields = element("div", { class: "numbers", hidden: !present });
  for (const [, label, input] of inputs) fields.append(element("label", {}, label, input));
  box.addEventListener("change", () => (fields.hidden = !box.checked));
  read.push((faults) => {
    if (box.checked) faults[field] = Object.fromEntries(inputs.map(([name, , input]) => [name, Number(input.value)]));
  });
  return element("fieldset", {}, element("label", { class: "switch" }, box, title), fields);
}
