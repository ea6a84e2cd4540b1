// A list of whatever service: filters that stand in the address, rows by keyset, a panel for one of them.

import { ask, get } from "./api.js";
import { button, clock, h, empty, facts, failed, keyed, later, replace, say } from "./dom.js";
import { deed } from "./form.js";
import { cell, kindOf, plain } from "./cells.js";
import { may } from "./rights.js";
import { saveRows, saveStream } from "./csv.js";
import { choice, field, known, t } from "./words.js";

/** @typedef {{id?: string, query: Record<string, string>, signal: AbortSignal, set: (query: Record<string, string>) => void, again: () => void}} Route */
/** @typedef {{name: string, call: string, with?: Record<string, any>, place?: (row: any) => Record<string, any>, when?: (row: any) => boolean,
 *   danger?: boolean, only?: string[], initial?: (row: any) => Record<string, any>, body?: (row: any) => Record<string, any>,
 *   reasons?: () => string[], choices?: () => Promise<Record<string, any[][]>>}} Act */
/** @typedef {{name: string, path: string, columns: string[], fixed?: Record<string, any>, filters?: [string, (string | number)[]?][],
 *   id?: (row: any) => string, subject?: (row: any) => string, details?: (row: any, again: () => void) => any,
 *   href?: (row: any) => string, acts?: Act[], top?: any[] | ((again: () => void) => any[]), csv?: string | true,
 *   rows?: (answer: any) => any[], needs?: string, ready?: (rows: any[]) => void, hidden?: string[]}} List */

/** The buttons for what may be done with a row. */
/** @param {Partial<List>} list @param {any} row @param {() => void} again */
export const actions = (list, row, again) => (list.acts ?? [])
  .filter((one) => one.when?.(row) ?? true)
  .map((one) => deed(one.name, one.call, again, async () => ({
    subject: list.subject?.(row), values: { ...row, ...one.with, ...one.place?.(row) }, body: one.body?.(row),
    danger: one.danger, only: one.only, initial: one.initial?.(row), reasons: one.reasons?.(), choices: await one.choices?.(),
  }), one.danger ? "danger" : ""));

/** @param {List} list @param {Route} route @param {string} [title] @returns {HTMLElement} */
export function drawList(list, route, title) {
  /** @type {any[]} */
  let rows = [];
  /** @type {number | undefined} */
  let next;
  let chosen = -1;
  let turn = 0;
  const idOf = list.id ?? ((row) => String(row.id));
  const hidden = new Set(JSON.parse(localStorage.getItem(`hidden:${list.name}`) ?? "null") ?? list.hidden ?? []);
  const body = h("div.wide", { tabIndex: 0, role: "region", ariaLabel: title ?? t(`s.${list.name}`) });
  const problem = h("div", { hidden: true });
  const state = h("span.quiet", { role: "status" });
  const more = button(t("more"), () => load(true), "", { hidden: true });
  const panel = h("aside.panel", { hidden: true, "aria-labelledby": "panel-title" });
  const refresh = () => load(false);

  const draw = () => {
    if (rows.length === 0) {
      const name = `none.${list.name}`;
      replace(body, empty(Object.keys(filters()).length ? t("none-found") : t(known(name) ? name : "none")));
      return;
    }
    const columns = list.columns.filter((one) => !hidden.has(one));
    const head = h("tr", ...columns.map((one) =>
      h("th", { scope: "col", className: kindOf(one).style }, field(one.split(":")[0]))));
    replace(body, h("table", h("thead", head),
      h("tbody", ...rows.map((row, place) => line(row, place, columns)))));
  };

  const line = (row, place, columns) => {
    const made = h("tr", { className: place === chosen ? "chosen" : "" }, ...columns.map((one, number) => {
      const name = one.split(":")[0];
      const inner = number > 0 ? cell(row, one) : list.href
        ? h("a", { href: list.href(row), className: "opens", data: { key: `row:${idOf(row)}` } }, plain(row, one))
        : h("button", { type: "button", className: "opens", data: { key: `row:${idOf(row)}` } }, plain(row, one) || "–");
      return h("td", { data: { label: field(name) }, className: kindOf(one).style }, inner);
    }));
    made.addEventListener("click", (event) => {
      const inner = event.target.closest("a, button");
      if (inner && !inner.classList.contains("opens")) return;
      if (list.href) { if (!inner) location.hash = list.href(row); } else open(place);
    });
    return made;
  };


  const open = async (place) => {
    chosen = place;
    const row = rows[place];
    const close = button("×", shut, "close", { ariaLabel: t("close"), data: { key: "close" } });
    const rest = h("div");
    replace(panel, h("div.row", h("h2", { id: "panel-title", tabIndex: -1 }, list.subject?.(row) ?? idOf(row)), close),
      facts(Object.keys(row).filter((name) => typeof row[name] !== "object" && !name.endsWith("url")).map((name) =>
        [field(name), cell(row, list.columns.find((one) => one.split(":")[0] === name) ?? name)])),
      h("div.row", ...actions(list, row, () => { shut(); refresh(); })), rest);
    panel.hidden = false;
    for (const [number, one] of [...body.querySelectorAll("tbody tr")].entries()) one.classList.toggle("chosen", number === place);
    panel.querySelector("h2").focus();
    if (list.details) {
      try { replace(rest, await list.details(row, () => { shut(); refresh(); })); } catch (error) { say(error); }
    }
  };
  const shut = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    const row = rows[chosen];
    chosen = -1;
    body.querySelector(".chosen")?.classList.remove("chosen");
    if (row) keyed(body, `row:${idOf(row)}`)?.focus();
  };

  const filters = () => Object.fromEntries(Object.entries(route.query).filter(([name]) => list.filters?.some(([one]) => one === name)));

  const load = async (isMore) => {
    const mine = ++turn;
    if (list.needs && !Object.keys(filters()).length) { rows = []; replace(body, empty(t(list.needs))); return; }
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await get(list.path, { limit: 50, ...list.fixed, ...filters(), after: isMore ? next : undefined }, route.signal);
      if (mine !== turn) return;
      const part = list.rows?.(answer) ?? answer.rows;
      rows = isMore ? [...rows, ...part] : part;
      next = answer.next;
      problem.hidden = true;
      state.textContent = t("rows-at", rows.length, clock());
      more.hidden = next === undefined;
      list.ready?.(rows);
      draw();
    } catch (error) {
      if (error.name === "AbortError" || mine !== turn) return;
      replace(problem, failed(error, refresh), rows.length > 0 && t("old-rows", state.textContent));
      problem.hidden = false;
      if (rows.length === 0) replace(body);
    } finally {
      body.removeAttribute("aria-busy");
    }
  };

  const bar = h("div.row.bar", { role: "search", ariaLabel: t("filter") },
    ...(list.filters ?? []).map(([name, options]) => filterBox(list, name, options, route, refresh)),
    button(t("refresh"), refresh, "", { data: { key: "refresh" } }), columnPicks(list, hidden, draw),
    list.csv && (list.csv === true || may(list.csv)) && button("CSV", () => save(list, filters(), route)),
    ...(typeof list.top === "function" ? list.top(refresh) : list.top ?? []));

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return shut();
    if (target.closest("input, select, textarea")) return;
    const openers = /** @type {HTMLElement[]} */ ([...body.querySelectorAll(".opens")]);
    const place = openers.findIndex((one) => one === document.activeElement || one.closest("tr")?.classList.contains("chosen"));
    if (event.key === "/") { event.preventDefault(); bar.querySelector("input, select")?.focus(); }
    const to = { j: place + 1, k: place - 1 }[event.key];
    if (to === undefined || !openers[to]) return;
    openers[to].focus();
    if (!panel.hidden) open(to);
  }, { signal: route.signal });

  load(false);
  return h("div.list", h("div", bar, problem, body,
    h("div.row.foot", state, more)), panel);
}

function filterBox(list, name, options, route, refresh) {
  const value = route.query[name] ?? "";
  const box = options
    ? h("select", { name }, h("option", { value: "" }, t("all")),
      ...options.map((one) => h("option", { value: String(one) }, choice(kindOf(`${name}:${list.name}`).set ?? name, one))))
    : h("input", { name, type: "search", autocomplete: "off" });
  box.value = value;
  const change = () => {
    if ((route.query[name] ?? "") === box.value.trim()) return;
    route.set({ ...route.query, [name]: box.value.trim() });
    refresh();
  };
  box.addEventListener("change", change);
  if (!options) box.addEventListener("input", later(change, 400));
  return h("label", field(name), box);
}

function columnPicks(list, hidden, draw) {
  return h("details.picks", h("summary", t("columns")), h("div",
    ...list.columns.slice(1).map((one) => {
      const box = h("input", { type: "checkbox", checked: !hidden.has(one) });
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(one); else hidden.add(one);
        localStorage.setItem(`hidden:${list.name}`, JSON.stringify([...hidden]));
        draw();
      });
      return h("label.check", box, field(one.split(":")[0]));
    })));
}

/** All rows: as the service streams them; filtered ones by reading them in parts. The service is asked all the
 * same, so that the export needs its right and stands in the trail. */
async function save(list, filters, route) {
  const name = `${list.name}-${new Date().toISOString().slice(0, 10)}.csv`;
  if (list.csv !== true && Object.keys(filters).length === 0) {
    return saveStream(String(list.csv).split(" ")[1], name, route.signal);
  }
  if (list.csv !== true) await (await ask("GET", String(list.csv).split(" ")[1], undefined, route.signal)).body?.cancel();
  await saveRows(list, filters, name, route.signal);
}
