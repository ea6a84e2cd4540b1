// Makes elements. Texts only ever become text nodes: whatever a nickname holds, it stays a text.

import { language, t } from "./words.js";

export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @typedef {Node | string | number | undefined | null | false} Child */

/** An element: `name.class.class`, its properties where there are any, and what stands in it. @returns {any} */
export function h(spec, ...children) {
  const [name, ...classes] = spec.split(".");
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(" ");
  const properties = children[0]?.constructor === Object ? children.shift() : {};
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

/** Puts new content in place, and the focus back on what had it. */
export function replace(place, ...children) {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && place.contains(active) && active.dataset.key;
  place.replaceChildren();
  add(place, ...children);
  if (focused) keyed(place, focused)?.focus({ preventScroll: true });
}

export const keyed = (place, key) => /** @type {HTMLElement[]} */
  ([...place.querySelectorAll("[data-key]")]).find((one) => one.dataset.key === key);

export function button(text, action, style = "", more = {}) {
  const made = h("button", { type: "button", className: style, ...more }, text);
  made.addEventListener("click", () => busy(made, action));
  return made;
}

/** While an action runs its button does not take another click; what goes wrong is said. */
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
 * a text, or an error */
export function say(what) {
  const place = byId("toast");
  const isBad = what instanceof Error;
  if (isBad && what.name === "AbortError") return;
  const close = button("×", () => { place.hidden = true; }, "close", { ariaLabel: t("close") });
  replace(place, h("span", isBad ? what.message : String(what), isBad && requestOf(what)), close);
  place.classList.toggle("bad", isBad);
  place.hidden = false;
}

export const requestOf = (error) => error.requestID
  ? h("small.request", t("request", error.requestID)) : undefined;

/** What went wrong, where it was to be. */
export const failed = (error, again) => h("div.alert.bad", { role: "alert" }, h("p", error.message, requestOf(error)),
  again && button(t("again"), again));

export const tag = (text, style = "") => h("span", { className: `tag ${style}` }, text);

export const link = (href, text, style = "") => h("a", { href, className: style }, text);

/** The names beside their values; empty values are left out. */
export const facts = (pairs) => h("dl", ...pairs.filter(([, value]) => value !== undefined
  && value !== null && value !== "").flatMap(([name, value]) =>
  [h("dt", name), h("dd", value)]));

export const section = (title, ...children) =>
  h("section", title && h("h2", title), ...children);

export const empty = (text) => h("p.empty", text);

/** Fen as yuan. */
export const yuan = (fen) => typeof fen === "number"
  ? `${fen < 0 ? "−" : ""}¥${(Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ",")}` : "";

export const count = (value) => typeof value === "number" ? value.toLocaleString("en") : "";

/** What somebody typed as yuan, in fen; undefined for what is no amount. */
export function fen(text) {
  const parts = /^[¥￥]?\s*(\d{1,9})(?:\.(\d{1,2}))?\s*元?$/.exec(text.replaceAll(",", "").trim());
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : undefined;
}

/** The day in China, so many days from today. */
export const day = (days = 0) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Texts of the services are China's time already; RFC 3339 and Unix seconds become it. */
export function moment(value) {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/.test(value)) return value;
  const date = new Date(typeof value === "number" ? value * 1000 : String(value));
  if (Number.isNaN(date.getTime())) return String(value);
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** The clock on the wall. */
export const clock = () => new Date().toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB", { hour12: false });

/** Runs an action once nothing has happened for a moment. */
export function later(action, milliseconds = 300) {
  /** @type {number | undefined} */
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(action, milliseconds); };
}
