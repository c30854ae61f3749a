/** The compiled client over a `fetch` that answers as the API does. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, createClient, neighboursOf, pages, Refusal, totalOf } from "../dist/index.js";

const EVENTS = "https://city.example/api/v1/events";

/** Return a `fetch` that gives these answers in turn, and the requests that it has seen. */
function answering(...answers) {
  const seen = [];
  const fetch = async (request) => {
    seen.push(request);
    const { status = 200, body = [], headers = {} } = answers.shift();
    return new Response(typeof body === "string" ? body : JSON.stringify(body), {
      status,
      headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ...headers },
    });
  };
  return { fetch, seen };
}

for (const baseUrl of ["https://city.example", "https://city.example/", "https://city.example/api/v1", "https://city.example/api/v1/"]) {
  test(`${baseUrl} is an address of the API`, async () => {
    const { fetch, seen } = answering({});
    await createClient({ baseUrl, fetch }).GET("/api/v1/events");
    assert.equal(seen[0].url, EVENTS);
  });
}

test("parameters repeat as the API reads them", async () => {
  const { fetch, seen } = answering({});
  const query = { category: ["concerts", "!other"], free: true, near: "47.79,67.71", q: "концерт" };
  await createClient({ baseUrl: "https://city.example", fetch }).GET("/api/v1/events", { params: { query } });
  const sent = new URL(seen[0].url).searchParams;
  assert.deepEqual([...sent], [["category", "concerts"], ["category", "!other"], ["free", "true"], ["near", "47.79,67.71"], ["q", "концерт"]]);
});

test("the language is that of the moment", async () => {
  const { fetch, seen } = answering({}, {});
  let language = "ru";
  const api = createClient({ baseUrl: "https://city.example", language: () => language, fetch });
  await api.GET("/api/v1/cities");
  language = "kk";
  await api.GET("/api/v1/cities");
  assert.deepEqual(seen.map((request) => request.headers.get("Accept-Language")), ["ru", "kk"]);
});

test("pages follow the links", async () => {
  const { fetch, seen } = answering(
    { body: [{ id: "1" }], headers: { Link: `<${EVENTS}?limit=1>; rel="first", <${EVENTS}?limit=1&cursor=WzEs%3D>; rel="next"` } },
    { body: [{ id: "2" }], headers: { Link: `<${EVENTS}?limit=1>; rel="first", <${EVENTS}?limit=1>; rel="prev"` } },
  );
  const api = createClient({ baseUrl: "https://city.example", fetch });
  const found = [];
  for await (const page of pages((place) => api.GET("/api/v1/events", { params: { query: { limit: 1, ...place } } }))) {
    found.push(...page.map((event) => event.id));
  }
  assert.deepEqual(found, ["1", "2"]);
  assert.deepEqual(seen.map((request) => request.url), [`${EVENTS}?limit=1`, `${EVENTS}?limit=1&cursor=WzEs%3D`]);
});

test("neighbours and the total are read from headers", () => {
  const Link = `<${EVENTS}?q=a%2Cb&offset=20>; rel="prev", <${EVENTS}?cursor=x>; rel="next"`;
  const response = new Response("[]", { headers: { Link, "X-Total-Count": "57" } });
  assert.deepEqual(neighboursOf(response), { prev: { offset: 20 }, next: { cursor: "x" } });
  assert.equal(totalOf(response), 57);
  assert.deepEqual(neighboursOf(new Response("[]")), {});
  assert.equal(totalOf(new Response("[]")), undefined);
});

test("a refusal carries the sentence, the code and the fields", async () => {
  const body = { code: "api.invalid_parameter", message: "free: Нужно true или false.", fields: { free: ["Нужно true или false."] } };
  const { fetch } = answering({ status: 400, body });
  const told = await createClient({ baseUrl: "https://city.example", fetch }).GET("/api/v1/events");
  assert.throws(() => bodyOf(told), { name: "Refusal", status: 400, ...body });
});

test("an answer of something in between is a refusal too", async () => {
  const { fetch } = answering({ status: 502, body: "<h1>Bad Gateway</h1>", headers: { "Content-Type": "text/html" } });
  const told = await createClient({ baseUrl: "https://city.example", fetch }).GET("/api/v1/events");
  assert.throws(() => bodyOf(told), new Refusal(told.response));
});
