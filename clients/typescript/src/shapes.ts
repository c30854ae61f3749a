/** Short names of what the API answers. The descriptions of their keys are in `schema.ts`. */

import type { components, operations } from "./schema.js";

type Schemas = components["schemas"];

export type Language = "ru" | "kk";

export type Categories = Schemas["Categories"];
export type Category = Schemas["Category"];
export type City = Schemas["City"];
export type CityPhotos = Schemas["CityPhotos"];
export type EventCard = Schemas["EventCard"];
export type EventDetail = Schemas["EventDetail"];
export type EventCalendar = Schemas["EventCalendar"];
export type EventFacets = Schemas["EventFacets"];
export type BusinessCard = Schemas["BusinessCard"];
export type BusinessDetail = Schemas["BusinessDetail"];
export type PromotionCard = Schemas["PromotionCard"];
export type PromotionDetail = Schemas["PromotionDetail"];
export type Search = Schemas["Search"];
export type Suggestion = Schemas["Suggestion"];
export type Suggestions = Schemas["Suggestions"];
export type Change = Schemas["Change"];
export type Changes = Schemas["Changes"];
export type Problem = Schemas["Problem"];

/** What a list can be asked for. */
export type EventQuery = NonNullable<operations["listEvents"]["parameters"]["query"]>;
export type BusinessQuery = NonNullable<operations["listBusinesses"]["parameters"]["query"]>;
export type PromotionQuery = NonNullable<operations["listPromotions"]["parameters"]["query"]>;
export type ChangesQuery = NonNullable<operations["listChanges"]["parameters"]["query"]>;
