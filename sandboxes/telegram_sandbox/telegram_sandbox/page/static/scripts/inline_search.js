/** Inline mode: words after `@bot ` are looked for, what is found can be sent. */
import { element } from "./elements.js";
import { sandbox } from "./sandbox.js";

const PAUSE = 250;
const PATIENCE = 8000;

export class InlineSearch {
  /**
   * @param {number} chatId whose search it is
   * @param {Suggestions} suggestions where results are shown
   * @param {{sent: () => void, failed: (error: Error) => void}} tell
   */
  constructor(chatId, suggestions, tell) {
    this.chatId = chatId;
    this.suggestions = suggestions;
    this.tell = tell;
    this.queryId = null;
    this.query = null;
    this.found = [];
  }

  /** Looks for words, once somebody has stopped typing. */
  look(query) {
    if (query === this.query) return;
    this.query = query;
    this.queryId = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(""), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.giveUp);
    this.query = null;
    this.queryId = null;
  }

  async ask(offset) {
    if (!offset) this.suggestions.say("Searching …");
    clearTimeout(this.giveUp);
    this.giveUp = setTimeout(() => this.queryId && !offset && this.suggestions.say("The bot does not answer."), PATIENCE);
    try {
      this.queryId = (await sandbox.search(this.chatId, this.query, offset)).id;
      this.offset = offset;
      if (this.early?.query_id === this.queryId) this.answered(this.early);
    } catch (error) {
      this.tell.failed(error);
    }
  }

  /** Takes the bot's answer, which may come before the sandbox has told the number of the search. */
  answered(event) {
    if (event.query_id !== this.queryId) {
      this.early = event;
      return;
    }
    clearTimeout(this.giveUp);
    const before = this.offset ? this.found : [];
    this.found = [...before, ...event.results];
    if (!this.found.length) return this.suggestions.say("Nothing was found.");
    const options = this.found.map((result) => ({ view: viewOf(result), take: () => this.choose(result) }));
    if (event.next_offset) {
      options.push({ view: [element("strong", {}, "More …")], take: () => this.ask(event.next_offset) });
    }
    this.suggestions.open(options, before.length);
  }

  async choose(result) {
    try {
      await sandbox.choose(this.chatId, result.id, this.query);
      this.stop();
      this.tell.sent();
    } catch (error) {
      this.tell.failed(error);
    }
  }
}

function viewOf(result) {
  const words = element("div", { class: "found" }, element("strong", {}, result.title ?? result.caption ?? result.id));
  if (result.description) words.append(element("span", {}, result.description));
  return [words];
}
