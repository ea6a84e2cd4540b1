// The day at a glance: tiles by duty, what waits for somebody, and how the last month went.

import { get } from "./api.js";
import { count, day, h, empty, replace, section, yuan } from "./dom.js";
import { bars, heat, lines, spark } from "./plots.js";
import { may } from "./rights.js";
import { waiting } from "./store.js";
import { t } from "./words.js";

/** @type {[string, string, any][]} What waits: the screen, the call and its filters. */
const waits = [
  ["approvals", "/admin/commerce/approvals", { state: "waiting" }], ["approvals", "/admin/points/approvals", { state: "waiting" }], ["approvals", "/console/approvals", { state: "waiting" }],
  ["audits", "/admin/points/audits", { status: "audit" }], ["reviews", "/admin/treasure/reviews", {}], ["stuck", "/admin/commerce/refunds/stuck", {}],
  ["payouts", "/admin/treasure/payouts", { state: "stuck" }], ["treasure-refunds", "/admin/treasure/refunds", { state: "stuck" }],
  ["differences", "/admin/commerce/differences", {}], ["differences", "/admin/treasure/differences", {}],
];
for (const one of ["commerce", "treasure", "points", "auth"]) waits.push(["jobs", `/admin/${one}/jobs`, { state: "parked" }], ["events", `/admin/${one}/events`, {}]);

/** The rows of each day, also of those on which nothing happened. */
function byDay(rows, days) {
  const found = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: days }, (_, place) => day(place - days + 1)).map((one) => found.get(one) ?? { day: one });
}

export const figures = async (path, days, signal) => may(`GET ${path}`)
  ? byDay((await get(path, { from: day(1 - days), to: day(), by: "day", limit: 100 }, signal)).rows, days) : undefined;

function tile(name, href, rows, key, show) {
  const values = rows.map((row) => Number(row[key] ?? 0));
  const [now, before, week] = [values[values.length - 1], values[values.length - 2], values[values.length - 8]];
  return h("a", { href, className: "tile" }, h("span.name", t(name)), h("strong", show(now)),
    h("small", t("before", show(before), show(week))), spark(values.slice(-14)));
}

export async function show(place, route) {
  const { signal } = route;
  const tiles = h("div.tiles");
  const plots = h("div.plots");
  const queue = h("div.waits");
  const days = Number(route.query.days ?? 30);
  replace(place, section(t("waits-for-you"), queue), section(t("today-so-far"), tiles, h("p.quiet", t("until-now", day()))),
    section(t("last-days", days), h("p.tabs", ...[30, 90].map((one) => h("a", { href: `#/today?days=${one}`, "aria-current": one === days ? "true" : undefined }, t("days", one)))), plots));
  await Promise.all([drawQueue(queue, signal), drawFigures(tiles, plots, days, signal)]);
}

async function drawQueue(place, signal) {
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {string[]} */
  const silent = [];
  await Promise.all(waits.filter(([, path]) => may(`GET ${path}`)).map(async ([name, path, query]) => {
    try {
      const { rows } = await get(path, { ...query, limit: 100 }, signal);
      counts[name] = (counts[name] ?? 0) + rows.length;
    } catch (error) {
      if (error.name !== "AbortError") silent.push(/^.admin.(\w+)/.exec(path)?.[1] ?? "console");
    }
  }));
  if (signal.aborted) return;
  waiting.set(counts);
  const some = Object.entries(counts).filter(([, value]) => value > 0);
  replace(place, silent.length > 0 && h("p.alert.bad", { role: "alert" }, t("silent", [...new Set(silent)].map((one) => t(`service.${one}`)).join("、"))),
    ...some.map(([name, value]) => h("a", { href: `#/${name}${name === "payouts" || name === "treasure-refunds" ? "?state=stuck" : ""}`, className: "wait" },
      h("strong", value >= 100 ? "100+" : count(value)), ` ${t(`s.${name}`)}`)), some.length === 0 && empty(t("nothing-waits")));
}

async function drawFigures(tiles, plots, days, signal) {
  const none = () => undefined;
  const [shop, game] = await Promise.all([figures("/admin/commerce/figures", days, signal).catch(none), figures("/admin/treasure/figures", days, signal).catch(none)]);
  if (signal.aborted) return;
  const labels = (shop ?? game ?? []).map((row) => row.day);

  const series = (rows, key, name) => ({ name: t(name), values: rows.map((row) => Number(row[key] ?? 0)) });
  replace(tiles, ...shop ? [tile("tile.paid_in", "#/money", shop, "paid_in", yuan), tile("tile.paid", "#/orders", shop, "paid", count),
    tile("tile.redeemed", "#/orders?status=4", shop, "redeemed", count), tile("tile.refunded", "#/refunds", shop, "refunded_amount", yuan)] : [],
  ...game ? [tile("tile.digs", "#/tasks", game, "digs", count), tile("tile.tasks", "#/tasks", game, "tasks", count), tile("tile.paid_out", "#/payouts", game, "paid_out", yuan),
    h("a", { href: "#/settlement", className: "tile" }, h("span.name", t("tile.held")), h("strong", yuan(game[game.length - 1].held ?? 0)), h("small", t("held-what")))] : []);
  if (!shop && !game) replace(tiles, empty(t("no-figures")));
  replace(plots, ...shop ? [bars(t("plot.money"), labels, [series(shop, "paid_in", "tile.paid_in"), series(shop, "refunded_amount", "tile.refunded"), ...game ? [series(game, "paid_out", "tile.paid_out")] : []], true),
    lines(t("plot.orders"), labels, [series(shop, "placed", "tile.placed"), series(shop, "paid", "tile.paid"), series(shop, "redeemed", "tile.redeemed")]),
    heat(t("plot.heat"), labels, series(shop, "placed", "tile.placed"))] : [],
  ...game ? [lines(t("plot.digs"), labels, [series(game, "digs", "tile.digs"), series(game, "prizes", "tile.prizes")])] : []);
}
