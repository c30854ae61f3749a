/** The words of the page itself; those of events come ready from the API. */

import type { EventQuery, Language } from "jezkazgan-connect-client";

const RU = {
  title: "Афиша",
  skip: "К событиям",
  q: "Поиск",
  hint: "Например: концерт",
  city: "Город",
  allCities: "Все города",
  category: "Категория",
  allCategories: "Все категории",
  when: "Когда",
  anyTime: "Любой день",
  free: "Только бесплатные",
  find: "Найти",
  prev: "← Назад",
  next: "Дальше →",
  pager: "Страницы",
  loading: "Загружаем…",
  found: (total: number) => `Найдено событий: ${total}`,
  nothing: "Ничего не нашлось. Попробуйте другие слова или уберите фильтры.",
  unreachable: "Сервер не отвечает. Проверьте, запущен ли он, и попробуйте ещё раз.",
  again: "Повторить",
};

const KK: typeof RU = {
  title: "Афиша",
  skip: "Іс-шараларға өту",
  q: "Іздеу",
  hint: "Мысалы: концерт",
  city: "Қала",
  allCities: "Барлық қалалар",
  category: "Санат",
  allCategories: "Барлық санаттар",
  when: "Қашан",
  anyTime: "Кез келген күн",
  free: "Тек тегін",
  find: "Табу",
  prev: "← Артқа",
  next: "Әрі қарай →",
  pager: "Беттер",
  loading: "Жүктелуде…",
  found: (total) => `Табылған іс-шаралар: ${total}`,
  nothing: "Ештеңе табылмады. Басқа сөздермен іздеңіз немесе сүзгілерді алып тастаңыз.",
  unreachable: "Сервер жауап бермейді. Оның іске қосылғанын тексеріп, қайталап көріңіз.",
  again: "Қайталау",
};

export const TEXTS: Record<Language, typeof RU> = { ru: RU, kk: KK };

export type Period = NonNullable<EventQuery["when"]>;

export const PERIODS: readonly (readonly [Period, Record<Language, string>])[] = [
  ["today", { ru: "Сегодня", kk: "Бүгін" }],
  ["tonight", { ru: "Сегодня вечером", kk: "Бүгін кешке" }],
  ["tomorrow", { ru: "Завтра", kk: "Ертең" }],
  ["weekend", { ru: "В выходные", kk: "Демалыс күндері" }],
  ["week", { ru: "На этой неделе", kk: "Осы аптада" }],
  ["month", { ru: "В этом месяце", kk: "Осы айда" }],
];
