// What came in, went back and went out, by day, month and merchant; files for whoever keeps the books.

import { everything } from "./api.js";
import { button, count, day, h, empty, replace, section } from "./dom.js";
import { bars, funnel } from "./plots.js";
import { small } from "./cells.js";
import { csv, download } from "./csv.js";
import { may } from "./rights.js";
import { field, t } from "./words.js";

function byMonth(rows, keys) {
  const months = new Map();
  for (const row of rows) {
    const month = row.day.slice(0, 7);
    const sum = months.get(month) ?? { day: month };
    for (const key of keys) sum[key] = (sum[key] ?? 0) + (row[key] ?? 0);
    months.set(month, sum);
  }
  return [...months.values()];
}

export async function show(place, route) {
  const from = h("input", { type: "date", value: route.query.from ?? day(-29), max: day(), required: true });
  const to = h("input", { type: "date", value: route.query.to ?? day(), max: day(), required: true });
  const by = h("select", ...["day", "month"].map((one) => h("option", { value: one }, t(`by-${one}`))));
  by.value = route.query.by ?? "day";
  const body = h("div");
  const draw = () => fill(body, from.value, to.value, by.value, route);
  for (const one of [from, to, by]) one.addEventListener("change", () => { route.set({ from: from.value, to: to.value, by: by.value }); draw(); });
  replace(place, h("div.row.bar", h("label", t("from"), from), h("label", t("to"), to), h("label", t("by"), by)), body);
  await draw();
}

async function fill(body, from, to, by, route) {
  const { signal } = route;
  const range = { from, to, by: "day" };
  const shopKeys = ["placed", "paid", "paid_in", "refunded", "refunded_amount", "redeemed"];
  const gameKeys = ["tasks", "digs", "prizes", "paid_in", "refunded", "paid_out"];
  const parts = [];
  if (may("GET /admin/commerce/figures")) {
    const days = await everything("/admin/commerce/figures", range, signal);
    const rows = by === "month" ? byMonth(days, shopKeys) : days;
    parts.push(part("commerce", rows, ["day:text", "placed:number", "paid:number", "paid_in:yuan", "refunded:number", "refunded_amount:yuan", "redeemed:number"]));
    const merchants = (await everything("/admin/commerce/figures", { ...range, by: "merchant" }, signal)).sort((one, other) => other.paid_in - one.paid_in);
    const names = new Map(may("GET /admin/commerce/merchants") ? (await everything("/admin/commerce/merchants", {}, signal)).map((one) => [one.id, one.name]) : []);
    for (const one of merchants) one.merchant_name = names.get(one.merchant_id) ?? String(one.merchant_id);
    parts.push(section(t("by-merchant"), funnel(t("top-ten"), merchants.slice(0, 10).map((one) => /** @type {[string, number]} */ ([one.merchant_name, one.paid_in])), true),
      saving("merchants", merchants, ["merchant_name", "placed:number", "paid:number", "paid_in:yuan", "refunded:number", "refunded_amount:yuan", "redeemed:number"])));
  }
  if (may("GET /admin/treasure/figures")) {
    const days = await everything("/admin/treasure/figures", range, signal);
    const rows = by === "month" ? byMonth(days, gameKeys) : days;
    parts.push(part("treasure", rows, ["day:text", "tasks:number", "digs:number", "prizes:number", "paid_in:yuan", "refunded:yuan", "paid_out:yuan", ...by === "day" ? ["held:yuan"] : []]));
  }
  replace(body, ...parts);
}

function part(service, rows, columns) {
  const sums = columns.filter((one) => one.endsWith(":yuan") && !one.startsWith("held")).map((one) => one.split(":")[0]);
  return section(t(`service.${service}`), rows.length === 0 ? empty(t("none.figures")) : h("div",
    bars(t("plot.money"), rows.map((row) => row.day), sums.map((one) => ({ name: field(one), values: rows.map((row) => row[one] ?? 0) })), true),
    saving(service, rows, columns)));
}

/** A table, and the same as a file: amounts as numbers. */
function saving(name, rows, columns) {
  const keys = columns.map((one) => one.split(":")[0]);
  const total = Object.fromEntries(columns.map((one) => [one.split(":")[0], /:(yuan|number)$/.test(one) ? rows.reduce((sum, row) => sum + (row[one.split(":")[0]] ?? 0), 0) : t("sum")]));
  delete total.held;
  const cells = (row) => columns.map((one) => one.endsWith(":yuan") ? ((row[one.split(":")[0]] ?? 0) / 100).toFixed(2) : row[one.split(":")[0]]);
  return h("div", small(name, [total, ...[...rows].reverse()], columns),
    button("CSV", () => download([csv([keys.map(field), ...rows.map(cells)])], `${name}-${day()}.csv`)), h("span.quiet", ` ${t("rows", count(rows.length))}`));
}

