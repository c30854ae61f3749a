"use strict";

// Sends the request of a form and shows what came back.

const SHOWN_HEADERS = ["content-type", "content-language", "cache-control", "etag", "link", "x-total-count", "x-search-degraded", "allow"];

function addressOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll("[data-in]")) {
    const text = field.value.trim();
    if (field.dataset.in === "path") {
      path = path.replace(`{${field.name}}`, encodeURIComponent(text));
    } else if (text) {
      const values = "repeats" in field.dataset ? text.split(",") : [text];
      values.forEach((value) => query.append(field.name, value.trim()));
    }
  }
  const asked = query.toString();
  return asked ? `${path}?${asked}` : path;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

// Colours finished JSON; every piece becomes a text node, so nothing of an answer is read as HTML.
function paint(target, json) {
  const piece = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const parts = [];
  let done = 0;
  for (const found of json.matchAll(piece)) {
    parts.push(json.slice(done, found.index));
    const kind = !found[1] ? "j-other" : found[2] ? "j-key" : "j-text";
    parts.push(element("span", found[0], kind));
    done = found.index + found[0].length;
  }
  parts.push(json.slice(done));
  target.replaceChildren(...parts);
}

function show(form, response, text, took) {
  const result = form.querySelector(".result");
  const status = result.querySelector(".status");
  status.textContent = `${response.status} ${response.statusText}, ${took} мс`;
  status.className = `status ${response.ok ? "is-good" : "is-bad"}`;
  const headers = SHOWN_HEADERS.filter((name) => response.headers.has(name));
  result.querySelector(".headers").replaceChildren(
    ...headers.flatMap((name) => {
      const title = document.createElement("dt");
      title.append(element("code", name));
      return [title, element("dd", response.headers.get(name))];
    }),
  );
  let body = text;
  try {
    body = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  paint(result.querySelector(".json"), body);
  result.hidden = false;
}

function fail(form, error) {
  const result = form.querySelector(".result");
  const status = result.querySelector(".status");
  status.textContent = "Сервер не ответил. Проверьте, что он запущен, и повторите.";
  status.className = "status is-bad";
  result.querySelector(".headers").replaceChildren();
  result.querySelector(".json").textContent = String(error);
  result.hidden = false;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  const address = addressOf(form);
  const request = form.querySelector(".request");
  request.textContent = address;
  request.hidden = false;
  button.disabled = true;
  const began = performance.now();
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    const text = await response.text();
    show(form, response, text, Math.round(performance.now() - began));
  } catch (error) {
    fail(form, error);
  } finally {
    button.disabled = false;
  }
}

// Hides in the list of sections what does not contain the typed words.
function filter(event) {
  const wanted = event.currentTarget.value.trim().toLowerCase();
  for (const item of document.querySelectorAll("nav li")) {
    const target = document.getElementById(decodeURIComponent(item.firstElementChild.hash.slice(1)));
    const text = `${item.textContent} ${target ? target.textContent : ""}`.toLowerCase();
    item.hidden = wanted !== "" && !text.includes(wanted);
  }
}

// Marks in the list of sections the one that is being read.
function follow() {
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          links.forEach((link) => link.removeAttribute("aria-current"));
          links.get(entry.target.id)?.setAttribute("aria-current", "location");
        }
      }
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const id of links.keys()) {
    const target = document.getElementById(id);
    if (target) observer.observe(target);
  }
}

document.querySelectorAll("form.try").forEach((form) => form.addEventListener("submit", send));
document.querySelectorAll("details.response pre.json").forEach((example) => paint(example, example.textContent));
document.getElementById("filter").addEventListener("input", filter);
follow();
