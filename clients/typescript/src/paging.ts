/** Pages of lists: where the neighbouring ones begin stands in the header `Link` (RFC 8288). */

import { bodyOf, type Told } from "./answer.js";

/** Where a page begins: parameters to send together with the same filters. Empty for the first page. */
export interface Place {
  cursor?: string;
  offset?: number;
}

/** The neighbours of a page; `next` is there exactly when more follows. */
export interface Neighbours {
  prev?: Place;
  next?: Place;
}

/** Return where the pages beside an answer begin. */
export function neighboursOf(response: Response): Neighbours {
  const found: Neighbours = {};
  for (const [, address, name] of (response.headers.get("Link") ?? "").matchAll(/<([^>]*)>;\s*rel="(\w+)"/g)) {
    if (name === "prev" || name === "next") {
      found[name] = placeOf(new URL(address ?? "", response.url || undefined).searchParams);
    }
  }
  return found;
}

/** Return how many items match in all, where that was asked for with `count: true`. */
export function totalOf(response: Response): number | undefined {
  const text = response.headers.get("X-Total-Count");
  return text === null ? undefined : Number(text);
}

/**
 * Ask for one page after another until there is no more, and give their items.
 *
 *     for await (const events of pages((place) => api.GET("/api/v1/events", { params: { query: { ...place } } })))
 */
export async function* pages<Item>(
  ask: (place: Place) => Promise<Told<Item[]>>,
  from: Place = {},
): AsyncGenerator<Item[], void> {
  for (let place: Place | undefined = from; place; ) {
    const told: Told<Item[]> = await ask(place);
    yield bodyOf(told);
    place = neighboursOf(told.response).next;
  }
}

function placeOf(query: URLSearchParams): Place {
  const cursor = query.get("cursor");
  const offset = query.get("offset");
  return { ...(cursor !== null && { cursor }), ...(offset !== null && { offset: Number(offset) }) };
}
