// Makes elements. Texts only ever become text nodes: whatever a nickname holds, it stays a text.

import { language, t } from "./words.js";

export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @typedef {Node | string | number | undefined | null | false} Child */

/** @param {string} name @param {Record<string, any>} [properties] @param {...Child} children
 * @returns {any} */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key === "data") Object.assign(made.dataset, value);
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  add(made, ...children);
  return made;
}

export function add(place, ...children) {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue;
    place.append(child instanceof Node ? child : String(child));
  }
}

/** Puts new content in place, and the focus back on what had it. @param {HTMLElement} place @param {...Child} children */
export function replace(place, ...children) {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && place.contains(active) && active.dataset.key;
  place.replaceChildren();
  add(place, ...children);
  if (focused) keyed(place, focused)?.focus({ preventScroll: true });
}

export const keyed = (place, key) => /** @type {HTMLElement[]} */
  ([...place.querySelectorAll("[data-key]")]).find((one) => one.dataset.key === key);

/** @param {string} text @param {() => unknown} action @param {string} [style] @param {Record<string, any>} [more]
 * @returns {HTMLButtonElement} */
export function button(text, action, style = "", more = {}) {
  const made = element("button", { type: "button", className: style, ...more }, text);
  made.addEventListener("click", () => busy(made, action));
  return made;
}

/** While an action runs its button does not take another click; what goes wrong is said.
 * @param {HTMLElement} place @param {() => unknown} action */
export async function busy(place, action) {
  if (place.getAttribute("aria-busy") === "true") return;
  place.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    say(error);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** What was done, or went wrong: it stays until somebody closes it or something else is said.
 * @param {unknown} what a text, or an error */
export function say(what) {
  const place = byId("toast");
  const isBad = what instanceof Error;
  if (isBad && what.name === "AbortError") return;
  const close = button("×", () => { place.hidden = true; }, "close", { ariaLabel: t("close") });
  replace(place, element("span", {}, isBad ? what.message : String(what), isBad && requestOf(what)), close);
  place.classList.toggle("bad", isBad);
  place.hidden = false;
}

export const requestOf = (error) => error.requestID
  ? element("small", { className: "request" }, t("request", error.requestID)) : undefined;

/** What went wrong, where it was to be. @param {any} error @param {() => unknown} [again] */
export const failed = (error, again) => element("div", { className: "alert bad", role: "alert" }, element("p", {}, error.message, requestOf(error)),
  again && button(t("again"), again));

export const tag = (text, style = "") => element("span", { className: `tag ${style}` }, text);

export const link = (href, text, style = "") => element("a", { href, className: style }, text);

/** The names beside their values; empty values are left out. @param {[string, Child][]} pairs */
export const facts = (pairs) => element("dl", {}, ...pairs.filter(([, value]) => value !== undefined
  && value !== null && value !== "").flatMap(([name, value]) =>
  [element("dt", {}, name), element("dd", {}, value)]));

export const section = (title, ...children) =>
  element("section", {}, title && element("h2", {}, title), ...children);

export const empty = (text) => element("p", { className: "empty" }, text);

/** Fen as yuan. @param {unknown} fen */
export const yuan = (fen) => typeof fen === "number"
  ? `${fen < 0 ? "−" : ""}¥${(Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ",")}` : "";

export const count = (value) => typeof value === "number" ? value.toLocaleString("en") : "";

/** What somebody typed as yuan, in fen; undefined for what is no amount. @param {string} text */
export function fen(text) {
  const parts = /^[¥￥]?\s*(\d{1,9})(?:\.(\d{1,2}))?\s*元?$/.exec(text.replaceAll(",", "").trim());
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : undefined;
}

/** The day in China, so many days from today. @param {number} [days] */
export const day = (days = 0) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Texts of the services are China's time already; RFC 3339 and Unix seconds become it.
 * @param {unknown} value */
export function moment(value) {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/.test(value)) return value;
  const date = new Date(typeof value === "number" ? value * 1000 : String(value));
  if (Number.isNaN(date.getTime())) return String(value);
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** The clock on the wall. */
export const clock = () => new Date().toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB", { hour12: false });

/** Runs an action once nothing has happened for a moment. @param {() => void} action @param {number} [milliseconds] */
export function later(action, milliseconds = 300) {
  /** @type {number | undefined} */
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(action, milliseconds); };
}
