/** What the page asks of the sandbox. Every refusal is an Error with the sandbox's own words. */

async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  let answer;
  try {
    answer = await fetch(`/sandbox/${path}`, options);
  } catch {
    throw new Error("The sandbox does not answer. Is it running?");
  }
  if (answer.status === 204) return null;
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail ?? `The sandbox answered ${answer.status}.`);
  return said;
}

export const sandbox = {
  bot: (language = "") => ask("GET", `bot?language=${encodeURIComponent(language)}`),
  users: () => ask("GET", "users"),
  addUser: (user) => ask("POST", "users", user),
  messages: (chat) => ask("GET", `chats/${chat}/messages`),
  send: (chat, text, replyTo) => ask("POST", `chats/${chat}/messages`, { text, reply_to: replyTo ?? null }),
  edit: (chat, message, text) => ask("POST", `chats/${chat}/messages/${message}/edits`, { text }),
  press: (chat, message, data) => ask("POST", `chats/${chat}/presses`, { message_id: message, data }),
  membership: (chat, status) => ask("POST", `chats/${chat}/membership`, { status }),
  content: (chat, content) => ask("POST", `chats/${chat}/contents`, content),
  pay: (chat, invoice) => ask("POST", `chats/${chat}/pre_checkouts`, invoice),
  search: (chat, query, offset = "") => ask("POST", `chats/${chat}/inline_queries`, { query, offset }),
  choose: (chat, resultId, query) => ask("POST", `chats/${chat}/chosen_results`, { result_id: resultId, query }),
  faults: () => ask("GET", "faults"),
  switchFaults: (faults) => ask("PUT", "faults", faults),
  file(chat, file, kind, caption) {
    const form = new FormData();
    form.append("kind", kind);
    if (caption) form.append("caption", caption);
    form.append("file", file, file.name);
    return ask("POST", `chats/${chat}/files`, form);
  },
};

/** Calls back with every event; after the line was broken, `again` tells that some may be missing. */
export function listen({ event, again, lost }) {
  const source = new EventSource("/sandbox/events");
  let broken = false;
  source.onmessage = (message) => event(JSON.parse(message.data));
  source.onerror = () => {
    broken = true;
    lost();
  };
  source.onopen = () => {
    if (broken) again();
    broken = false;
  };
}
