/** A typed client of the read API of Jezkazgan Connect, over `fetch`. */

import createFetchClient, { type Client } from "openapi-fetch";

import type { paths } from "./schema.js";
import type { Language } from "./shapes.js";

export { bodyOf, Refusal, type Told } from "./answer.js";
export { type Neighbours, neighboursOf, pages, type Place, totalOf } from "./paging.js";
export type { components, operations, paths } from "./schema.js";
export type * from "./shapes.js";

export type ApiClient = Client<paths>;

export interface Options {
  /** The address of the site, with or without `/api/v1` at its end. */
  baseUrl: string;
  /** The language of texts and refusals; a function where people switch it. Without it the browser's own. */
  language?: Language | (() => Language);
  /** Another `fetch`, where there is none or it has to be watched. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Return a client: `client.GET(path, { params: { path, query } })` for every read of `docs/openapi.json`. */
export function createClient({ baseUrl, language, fetch }: Options): ApiClient {
  const client = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, "").replace(/\/api\/v1$/, ""),
    ...(fetch && { fetch }),
  });
  if (language !== undefined) {
    client.use({
      onRequest({ request }) {
        request.headers.set("Accept-Language", typeof language === "function" ? language() : language);
        return request;
      },
    });
  }
  return client;
}
