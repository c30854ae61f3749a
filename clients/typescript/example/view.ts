/** How the page shows events and choices. Texts of the API go in as text, never as HTML. */

import type { EventCard } from "jezkazgan-connect-client";

export function byId<Found extends HTMLElement = HTMLElement>(id: string): Found {
  return document.getElementById(id) as Found;
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  about: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), about);
  made.append(...children);
  return made;
}

/** Fill a select with choices; the first one is "all". */
export function fill(select: HTMLSelectElement, all: string, choices: [value: string, name: string][], chosen: string): void {
  const known = choices.some(([value]) => value === chosen);
  select.replaceChildren(
    ...[["", all] as const, ...choices, ...(chosen && !known ? [[chosen, chosen] as const] : [])].map(([value, name]) =>
      element("option", { value, textContent: name, selected: value === chosen }),
    ),
  );
}

export function card(event: EventCard): HTMLLIElement {
  const facts = [event.dateText, [event.location, event.city?.name].filter(Boolean).join(", ")].filter(Boolean);
  return element(
    "li",
    {},
    element(
      "article",
      {},
      picture(event),
      element(
        "div",
        { className: "words" },
        element("h2", { textContent: event.title, lang: event.language }),
        ...(event.statusText ? [element("p", { className: "changed", textContent: event.statusText })] : []),
        ...facts.map((fact) => element("p", { textContent: fact })),
        element(
          "p",
          { className: "last" },
          element("strong", { textContent: event.priceText }),
          ...(event.ageLabel ? [element("span", { className: "age", textContent: event.ageLabel })] : []),
        ),
      ),
    ),
  );
}

function picture(event: EventCard): HTMLElement {
  if (event.image === null) {
    return element("div", { className: "picture" });
  }
  return element(
    "figure",
    { className: "picture" },
    element("img", { src: event.image, alt: "", loading: "lazy", width: 800, height: 450 }),
    // The law asks for this label wherever the picture is shown.
    ...(event.imageAiLabel ? [element("figcaption", { textContent: event.imageAiLabel })] : []),
  );
}
