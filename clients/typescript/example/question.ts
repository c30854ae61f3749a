/** What is asked for stands in the address of the page, so that it can be sent to friends and "back" works. */

import type { EventQuery, Language, Place } from "jezkazgan-connect-client";

import { type Period, PERIODS } from "./texts.js";

export interface Question {
  language: Language;
  q: string;
  city: string;
  category: string;
  when: Period | "";
  free: boolean;
  place: Place;
}

const ITEMS_ON_A_PAGE = 12;

export function questionIn(address: string): Question {
  const sent = new URLSearchParams(address);
  const cursor = sent.get("cursor");
  const offset = Number(sent.get("offset"));
  return {
    language: sent.get("lang") === "kk" ? "kk" : "ru",
    q: sent.get("q") ?? "",
    city: sent.get("city") ?? "",
    category: sent.get("category") ?? "",
    when: PERIODS.find(([period]) => period === sent.get("when"))?.[0] ?? "",
    free: sent.get("free") === "true",
    place: cursor !== null ? { cursor } : offset > 0 ? { offset } : {},
  };
}

export function addressOf({ language, place, ...filters }: Question): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, ...place })) {
    if (value) {
      query.set(name, String(value));
    }
  }
  if (language !== "ru") {
    query.set("lang", language);
  }
  return `?${query}`;
}

/** Return the parameters of the list for a question. */
export function listQuery({ q, city, category, when, free, place }: Question): EventQuery {
  return {
    limit: ITEMS_ON_A_PAGE,
    count: true,
    ...place,
    ...(q && { q }),
    ...(city && { city }),
    ...(category && { category: [category] }),
    ...(when && { when }),
    ...(free && { free }),
  };
}
