// The words of the language that was chosen: a line for each text, by short names.

/** @type {Map<string, string>} */
let words = new Map();
export let language = "zh";
// Whoever only logs in needs a few of them.
let isWhole = false;

export async function useLanguage(wanted = localStorage.getItem("language"), whole = isWhole) {
  language = wanted === "en" ? "en" : "zh";
  isWhole = whole;
  const files = isWhole ? [language, `${language}-screens`] : [language];
  const texts = await Promise.all(files.map(async (one) => (await fetch(`${one}.txt`)).text()));
  words = new Map(texts.join("").split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
  localStorage.setItem("language", language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t("console");
}

/** What a name says itself: English needs no word for `created_at`. */
const spoken = (key) => key.slice(key.indexOf(".") + 1).replace(/^\w/, (one) => one.toUpperCase()).replaceAll("_", " ");

/** A text by its name, with `{0}`, `{1}` … filled in. */
export const t = (key, ...values) => (words.get(key) ?? (/^[a-z-]+\./.test(key) ? spoken(key) : key))
  .replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));

export const known = (/** @type {string} */ key) => words.has(key);

/** What a field is called. */
export const field = (name) => t(`f.${name}`);

/** A value of a closed set. */
export const choice = (set, value) => known(`${set}.${value}`) || language === "en" ? t(`${set}.${value}`) : String(value ?? "");
