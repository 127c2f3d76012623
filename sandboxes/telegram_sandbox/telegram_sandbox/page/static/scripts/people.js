/** The people of this browser. The sandbox forgets them when it stops; the browser brings them back. */
import { sandbox } from "./sandbox.js";

const KEPT = "quintet_people";
const FIRST = [
  { first_name: "Ada", language_code: "en" },
  { first_name: "Bruno", language_code: "de" },
];

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

/** Remembers who stands on the page. */
export function keep(people) {
  const entries = people.map(({ id, first_name, language_code, has_started }) => ({ id, first_name, language_code, has_started }));
  localStorage.setItem(KEPT, JSON.stringify(entries));
}

/** Returns the people of the page: those kept here, or two new ones for a first visit. */
export async function gather() {
  const before = kept();
  const wanted = before.length ? before : FIRST;
  const people = [];
  for (const person of wanted) people.push(await sandbox.addUser(person));
  keep(people);
  return people;
}
