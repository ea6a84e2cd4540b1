// The frame around the screens: navigation by duties, the router, language, light and dark, who is there.

import { post } from "./api.js";
import { button, byId, h, empty, failed, replace, say } from "./dom.js";
import { isOne, loadRights, may, me } from "./rights.js";
import { screens } from "./screens.js";
import { theme, waiting } from "./store.js";
import { language, t, useLanguage } from "./words.js";

const reachable = () => screens.filter((one) => one.needs.length === 0 || one.needs.some(may));
const start = () => isOne("clerk") ? "redeem" : isOne("auditor") && me.duties.length === 1 ? "audits" : "today";

/** The screen's name, what it is about, and its filters, as the address has them. */
function place() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  return { name: name || start(), id: id === undefined ? undefined : decodeURIComponent(id), query: Object.fromEntries(new URLSearchParams(query)) };
}

function put(query) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  history.replaceState(null, "", `${location.hash.split("?")[0] || `#/${start()}`}${text ? `?${text}` : ""}`);
}

let screen = new AbortController();

async function show() {
  screen.abort();
  screen = new AbortController();
  const { signal } = screen;
  const { name, id, query } = place();
  const entry = reachable().find((one) => one.id === name);
  const main = byId("main");
  byId("toast").hidden = true;
  document.body.classList.remove("menu-open");
  document.body.dataset.screen = name;
  for (const one of document.querySelectorAll("nav a")) {
    if (one.getAttribute("href") === `#/${entry?.under ?? name}`) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  const title = h("h1", { tabIndex: -1 }, t(`s.${name}`));
  document.title = `${t(`s.${name}`)} · ${t("console")}`;
  if (!entry) return replace(main, h("h1", t("no-screen")), empty(t("no-screen-why")));
  const body = h("div", { id: "screen" });
  main.replaceChildren(title, body);
  /** @type {import("./list.js").Route} */
  const route = { id, query, signal, again: show, set: (wanted) => { route.query = wanted; put(wanted); } };
  try {
    const module = await entry.load();
    if (signal.aborted) return;
    await (module[entry.id.replaceAll("-", "")] ?? module.show)(body, route, name);
  } catch (error) {
    if (error.name === "AbortError" || signal.aborted) return;
    replace(body, failed(error, show));
  }
  if (!signal.aborted) document.documentElement.dataset.ready = "true";
}

function navigation() {
  const groups = new Map();
  for (const one of reachable().filter((each) => each.group)) groups.set(one.group, [...groups.get(one.group) ?? [], one]);
  const nav = h("nav", { id: "nav", ariaLabel: t("menu") });
  waiting.listeners.clear();
  waiting.watch((counts) => replace(nav, ...[...groups].map(([name, entries]) => h("div",
    h("h2", t(`g.${name}`)), h("ul", ...entries.map((one) => h("li",
      h("a", { href: `#/${one.id}`, data: { key: one.id }, "aria-current": place().name === one.id ? "page" : undefined }, t(`s.${one.id}`),
        counts[one.id] > 0 && h("b.badge", { ariaLabel: t("waiting", counts[one.id]), role: "img" }, counts[one.id]))))))))); 
  return nav;
}

/** How the screens look comes before they do: nothing jumps. */
const styles = () => document.querySelector("link[href='screens.css']") ?? new Promise((resolve) => {
  document.head.append(h("link", { rel: "stylesheet", href: "screens.css", onload: resolve, onerror: resolve }));
});

/** Draws the whole page for whoever is there. */
export async function open(who, out) {
  await Promise.all([loadRights(who), useLanguage(language, true), styles()]);
  const menu = button("☰", () => {
    const isOpen = document.body.classList.toggle("menu-open");
    menu.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) byId("nav").querySelector("a")?.focus();
  }, "menu", { ariaLabel: t("menu"), "aria-expanded": "false", "aria-controls": "nav" });
  const dark = button("", () => theme.set({ system: "dark", dark: "light", light: "system" }[theme.value] ?? "system"));
  theme.watch((value) => { dark.textContent = t(`theme.${value}`); });
  const words = button(language === "zh" ? "English" : "中文", async () => {
    await useLanguage(language === "zh" ? "en" : "zh");
    await open(who, out);
  }, "", { lang: language === "zh" ? "en" : "zh-CN" });
  const app = byId("app");
  app.className = "shell";
  replace(app, h("a", { href: "#main", className: "skip", onclick: (event) => { event.preventDefault(); byId("main").focus(); } }, t("skip")),
    h("header", menu, h("a", { href: `#/${start()}`, className: "brand" }, t("console")),
      h("div.row.end", h("a", { href: "#/account", className: "who" }, who.name,
        h("small", who.duties.map((one) => t(`duty.${one}`)).join("、"))), dark, words,
      button(t("log-out"), async () => { await post("/console/log-out"); out(); }))),
    navigation(), h("main", { id: "main", tabIndex: -1 }));
  removeEventListener("hashchange", show);
  addEventListener("hashchange", show);
  await show();
}

/** Nothing goes on behind a log-in. */
export function shut() {
  removeEventListener("hashchange", show);
  screen.abort();
  for (const one of document.querySelectorAll("dialog")) one.close();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("menu-open")) document.body.classList.remove("menu-open");
});
addEventListener("unhandledrejection", (event) => { say(event.reason); event.preventDefault(); });
