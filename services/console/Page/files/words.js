// The words of the language that was chosen: a file for each, a line for each text, by short names.

/** @type {Map<string, string>} */
let words = new Map();
export let language = "zh";

/** @param {string} [wanted] */
export async function useLanguage(wanted) {
  language = (wanted ?? localStorage.getItem("language")) === "en" ? "en" : "zh";
  const text = await (await fetch(`${language}.txt`)).text();
  words = new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
  if (wanted) localStorage.setItem("language", language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t("console");
}

/** What a name says itself: English needs no word for `created_at`. @param {string} key */
const spoken = (key) => key.slice(key.indexOf(".") + 1).replace(/^\w/, (one) => one.toUpperCase()).replaceAll("_", " ");

/** A text by its name, with `{0}`, `{1}` … filled in. @param {string} key @param {...unknown} values */
export const t = (key, ...values) => (words.get(key) ?? (/^[a-z-]+\./.test(key) ? spoken(key) : key))
  .replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));

export const known = (/** @type {string} */ key) => words.has(key);

/** What a field is called. @param {string} name */
export const field = (name) => t(`f.${name}`);

/** A value of a closed set. @param {string} set @param {unknown} value */
export const choice = (set, value) => known(`${set}.${value}`) || language === "en" ? t(`${set}.${value}`) : String(value ?? "");
