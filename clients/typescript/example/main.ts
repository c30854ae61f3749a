/** A page that lists, filters, pages and searches events with the typed client. */

import {
  bodyOf,
  type Categories,
  type City,
  createClient,
  type Language,
  type Neighbours,
  neighboursOf,
  Refusal,
  totalOf,
} from "jezkazgan-connect-client";

import { addressOf, listQuery, type Question, questionIn } from "./question.js";
import { PERIODS, TEXTS } from "./texts.js";
import { byId, card, element, fill } from "./view.js";

let question = questionIn(location.search);
let neighbours: Neighbours = {};
let choices: { cities: City[]; categories: Categories["events"] } = { cities: [], categories: [] };
let asked = 0;

const api = createClient({ baseUrl: document.documentElement.dataset["api"] ?? "", language: () => question.language });
const filters = byId<HTMLFormElement>("filters");
const field = <Field extends HTMLElement = HTMLSelectElement>(name: string) => filters.elements.namedItem(name) as unknown as Field;

/** Show what the page asks, in the language of the page. */
function showQuestion(): void {
  const { language } = question;
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  document.title = texts.title;
  for (const each of document.querySelectorAll<HTMLElement>("[data-text]")) {
    each.textContent = texts[each.dataset["text"] as "title"];
  }
  for (const each of document.querySelectorAll<HTMLElement>("[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset["language"] === language));
  }
  const words = field<HTMLInputElement>("q");
  words.value = question.q;
  words.placeholder = texts.hint;
  byId("pager").setAttribute("aria-label", texts.pager);
  field<HTMLInputElement>("free").checked = question.free;
  const named = (row: { name: string; nameKz: string | null }) => (language === "kk" && row.nameKz) || row.name;
  const rows = (list: (City | Categories["events"][number])[]) => list.map((row): [string, string] => [row.slug, named(row)]);
  fill(field("city"), texts.allCities, rows(choices.cities), question.city);
  fill(field("category"), texts.allCategories, rows(choices.categories), question.category);
  fill(field("when"), texts.anyTime, PERIODS.map(([period, names]) => [period, names[language]]), question.when);
}

async function loadChoices(): Promise<void> {
  const [cities, categories] = await Promise.all([api.GET("/api/v1/cities"), api.GET("/api/v1/categories")]);
  choices = { cities: bodyOf(cities), categories: bodyOf(categories).events };
  showQuestion();
}

async function loadEvents(): Promise<void> {
  const mine = ++asked;
  const texts = TEXTS[question.language];
  const list = byId("events");
  say(texts.loading);
  list.setAttribute("aria-busy", "true");
  try {
    const told = await api.GET("/api/v1/events", { params: { query: listQuery(question) } });
    const events = bodyOf(told);
    if (mine !== asked) {
      return; // Somebody has asked for something else meanwhile.
    }
    list.replaceChildren(...events.map(card));
    neighbours = neighboursOf(told.response);
    say(events.length ? texts.found(totalOf(told.response) ?? events.length) : texts.nothing);
  } catch (error) {
    if (mine !== asked) {
      return;
    }
    list.replaceChildren();
    neighbours = {};
    say(error instanceof Refusal ? error.message : texts.unreachable, retry);
  }
  list.removeAttribute("aria-busy");
  byId("pager").hidden = !neighbours.prev && !neighbours.next;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-to]")) {
    button.disabled = !neighbours[button.dataset["to"] as keyof Neighbours];
  }
}

function say(text: string, again?: () => void): void {
  byId("status").replaceChildren(text);
  if (again) {
    const button = element("button", { type: "button", textContent: TEXTS[question.language].again });
    button.addEventListener("click", again);
    byId("status").append(" ", button);
  }
}

function retry(): void {
  void start();
}

function ask(changed: Partial<Question>): Promise<void> {
  question = { ...question, ...changed };
  history.pushState(null, "", addressOf(question));
  showQuestion();
  return loadEvents();
}

function askForm(): void {
  void ask({
    q: field<HTMLInputElement>("q").value.trim(),
    city: field("city").value,
    category: field("category").value,
    when: field("when").value as Question["when"],
    free: field<HTMLInputElement>("free").checked,
    place: {},
  });
}

async function turn(to: keyof Neighbours): Promise<void> {
  const place = neighbours[to];
  if (place) {
    await ask({ place });
    byId("events").focus();
  }
}

async function start(): Promise<void> {
  showQuestion();
  // Without names of cities and categories the list is still of use.
  await Promise.all([loadEvents(), loadChoices().catch(console.warn)]);
}

filters.addEventListener("submit", (event) => {
  event.preventDefault();
  askForm();
});
filters.addEventListener("change", (event) => {
  // Words are looked for when they are complete: with Enter or the button.
  if (event.target !== field("q")) {
    askForm();
  }
});
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-language]")) {
  button.addEventListener("click", () => void ask({ language: button.dataset["language"] as Language }));
}
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-to]")) {
  button.addEventListener("click", () => void turn(button.dataset["to"] as keyof Neighbours));
}
addEventListener("popstate", () => {
  question = questionIn(location.search);
  showQuestion();
  void loadEvents();
});
void start();
