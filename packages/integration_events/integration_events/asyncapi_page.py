"""The events as a page for people: no script or style from elsewhere, readable without script."""

import json
from html import escape
from typing import Final

from integration_events.asyncapi import asyncapi_document, example_message, published_events
from integration_events.event_definition import EventDefinition
from integration_events.json_value import Json
from integration_events.subscriptions import consumers_of

__all__ = ["asyncapi_page"]

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: Canvas; padding: .5rem; }
label { display: block; font-weight: 600; }
input { font: inherit; width: 100%; padding: .5rem; border: 1px solid var(--line); }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
details { border: 1px solid var(--line); margin: .5rem 0; padding: .25rem .75rem; }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere; }
summary code { font-weight: 700; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--soft); overflow-x: auto; padding: .75rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .5rem; } }
"""

_SCRIPT: Final = """
const search = document.getElementById("search");
const events = [...document.querySelectorAll("details")];
const words = new Map(events.map(event => [event, event.textContent.toLowerCase()]));
const found = document.getElementById("found");
search.addEventListener("input", () => {
  const wanted = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const event of events) {
    event.hidden = !wanted.every(word => words.get(event).includes(word));
    count += event.hidden ? 0 : 1;
  }
  found.textContent = count === 1 ? "1 event" : count + " events";
});
"""


def asyncapi_page() -> str:
    """Return the page as HTML: every event with schema, example, who sends and who receives."""
    events = published_events()
    schemas = _schemas()
    sections = "\n".join(_event(event, schemas) for event in events)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quintet events</title>
<style>{_STYLE}</style>
</head>
<body>
<a class="skip" href="#events">Skip to the events</a>
<header>
<h1>Quintet events</h1>
<p>What the services tell each other over RabbitMQ, generated from the catalogue.
Every message has the same seven fields; <code>data</code> differs.</p>
</header>
<main>
<search>
<label for="search">Search events, fields, services and consumers</label>
<input id="search" type="search" autocomplete="off" aria-describedby="found">
<p id="found" role="status">{len(events)} events</p>
</search>
<section id="events" tabindex="-1" aria-label="Events">
{sections}
</section>
</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _schemas() -> dict[str, Json]:
    components = asyncapi_document()["components"]
    schemas = components["schemas"] if isinstance(components, dict) else None
    if not isinstance(schemas, dict):
        raise TypeError("the document has no schemas")
    return schemas


def _event(event: EventDefinition, schemas: dict[str, Json]) -> str:
    stream = "none" if event.aggregate is None else f"{event.aggregate}/<uuid>"
    facts = {
        "About": event.pattern.value,
        "Delivery": event.delivery.value.replace("_", " "),
        "Stream": stream,
        "Schema version": str(event.schema_version),
        "Sent for": ", ".join(event.origins),
        "Received by": ", ".join(consumers_of(event.event_type)) or "nobody",
    }
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items()
    )
    return f"""<details id="{escape(event.event_type)}">
<summary><code>{escape(event.event_type)}</code> {escape(event.description)}</summary>
<dl>{rows}</dl>
<h2>Example</h2>
<pre tabindex="0" aria-label="Example of {escape(event.event_type)}">{
        _json(example_message(event))
    }</pre>
<h2>Schema of data</h2>
<pre tabindex="0" aria-label="Schema of {escape(event.event_type)}">{
        _json(_with_parts(event.data.__name__, schemas))
    }</pre>
</details>"""


def _with_parts(name: str, schemas: dict[str, Json]) -> dict[str, Json]:
    """Return a schema by name, and those that it refers to."""
    found: dict[str, Json] = {}
    wanted = [name]
    while wanted:
        name = wanted.pop()
        found[name] = schemas[name]
        text = json.dumps(schemas[name])
        wanted.extend(
            other for other in schemas if f'schemas/{other}"' in text and other not in found
        )
    return found


def _json(value: Json) -> str:
    return escape(json.dumps(value, indent=2, ensure_ascii=False), quote=False)
