/** The page: brings the people, hears what happens, shows it in their chats. */
import { ChatView } from "./chat_view.js";
import { askForPerson } from "./dialogs.js";
import { openFaults } from "./faults_panel.js";
import { gather, keep } from "./people.js";
import { listen, sandbox } from "./sandbox.js";
import { Tabs } from "./tabs.js";
import { useTheme } from "./theme.js";

const STATUS_PAUSE = 4000;

const place = (id) => document.getElementById(id);
const chats = new Map();
const tabs = new Tabs(place("people"));

function tellStatus(state, words) {
  place("status").dataset.state = state;
  if (place("status").textContent !== words) place("status").firstElementChild.textContent = words;
}

async function lookAtBot() {
  try {
    const bot = await sandbox.bot();
    if (bot.is_listening) tellStatus("listening", "The bot is listening");
    else tellStatus("waiting", "Waiting for the bot");
    return bot;
  } catch (error) {
    tellStatus("lost", "The sandbox is not running");
    throw error;
  }
}

async function addChat(person) {
  const bot = await sandbox.bot(person.language_code ?? "");
  const chat = new ChatView(person, bot, { unread: (each) => tabs.unread(each), remove });
  chats.set(person.id, chat);
  place("chats").append(chat.element);
  tabs.add(chat);
  await chat.load();
  return chat;
}

function remember() {
  keep([...chats.values()].map((chat) => chat.person));
}

function remove(chat) {
  chats.delete(chat.person.id);
  tabs.remove(chat);
  chat.element.remove();
  remember();
}

async function refreshBot() {
  for (const chat of chats.values()) {
    Object.assign(chat.bot, await sandbox.bot(chat.person.language_code ?? ""));
  }
}

async function begin() {
  const people = await gather();
  place("chats").replaceChildren();
  for (const chat of [...chats.values()]) tabs.remove(chat);
  chats.clear();
  for (const person of people) await addChat(person);
}

function take(event) {
  if (event.type === "bot") refreshBot();
  else if (event.type === "reset") begin();
  else {
    const chat = chats.get(event.chat_id);
    if (!chat) return;
    chat.take(event);
    if (!chat.person.has_started) {
      chat.person.has_started = true;
      remember();
    }
  }
}

useTheme(place("switch_theme"));
place("open_faults").addEventListener("click", () => openFaults(() => {}));
place("add_person").addEventListener("click", () =>
  askForPerson(async (wish) => {
    const chat = await addChat(await sandbox.addUser(wish));
    remember();
    tabs.activate(chat);
    chat.composer.focus();
  }),
);

await lookAtBot().catch(() => {});
setInterval(() => lookAtBot().catch(() => {}), STATUS_PAUSE);
listen({ event: take, again: begin, lost: () => tellStatus("lost", "The line is broken, trying again") });
await begin();
const asked = new URLSearchParams(location.search).get("start");
if (asked && tabs.active) tabs.active.composer.write(`/start ${asked}`);
document.documentElement.dataset.ready = "";
