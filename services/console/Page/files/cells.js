// How a value of a row is shown, by its name or by what a list says of it: `name`, or `name:kind`.

import { count, h, link, moment, tag, yuan } from "./dom.js";
import { may } from "./rights.js";
import { choice, t } from "./words.js";

const money = new Set(["amount", "price", "market_price", "money", "paid_in", "refunded_amount", "paid_out", "held"]);
const times = new Set(["created", "changed", "expires", "paid", "at", "time", "since", "due", "found", "explained", "troubled",
  "last_dig", "last_seen"]);
const good = new Set(["paid", "done", "success", "approved", "pass", "open", "settled", "drawn", "ok", "created", "changed", "active"]);
const bad = new Set(["parked", "failed", "abnormal", "refused", "blocked", "held", "wrong", "error", "risky"]);
// The closed sets that values come from, by list and field.
/** @type {Record<string, string>} */
const sets = {
  "state:tasks": "task", "state:reviews": "task", "state:prizes": "prize", "state:payouts": "transfer",
  "state:treasure-refunds": "refund", "state:refunds": "refund", "state:stuck": "refund", "status:orders": "order",
  "status:refunds": "order-refund", "state:vouchers": "voucher", "what:vouchers": "event", "state:jobs": "job",
  "state:approvals": "approval", "state:payments": "payment", "status:audits": "audit", "kind:differences": "difference",
  "result:import": "import", "status:catalogue": "status", "content:tasks": "content", "content:reviews": "content", "kind:approvals": "approval-kind", "cause:refunds": "cause", "cause:treasure-refunds": "cause", "state:staff": "staff", "end_reason:tasks": "ended", "end_reason:settlement": "ended",
};

export function kindOf(spec) {
  const [name, said] = spec.split(":");
  if (sets[spec]) return { kind: "set", set: sets[spec], style: "" };
  if (said === "yuan" || (!said && money.has(name))) return { kind: "yuan", style: "number" };
  if (said === "number") return { kind: "number", style: "number" };
  if (said === "time") return { kind: "time", style: "time" };
  if (said === "text") return { kind: "text", style: "" };
  if (times.has(name) || name.endsWith("_at")) return { kind: "time", style: "time" };
  if (/^(id|number|opens|closes|start_date|end_date|day|contacter_phone|transaction_id|refund_id|tail|mobile)$/.test(name) || said === "id") return { kind: "text", style: "id" };
  if (name === "uid") return { kind: "person", style: "id" };
  if (name === "order_no") return { kind: "order", style: "id" };
  if (name === "code") return { kind: "task", style: "id" };
  if (["point", "balance", "balance_after", "change", "stock", "stock_after", "sell_number", "pieces"].includes(name)) return { kind: "number", style: "number" };
  return { kind: "text", style: "" };
}

/** As text alone. */
export function plain(row, spec) {
  const [name] = spec.split(":");
  const value = row[name];
  const { kind, set } = kindOf(spec);
  if (value === undefined || value === null || value === "") return "";
  if (set) return choice(set, value);
  if (kind === "yuan") return yuan(value);
  if (kind === "time") return moment(value);
  if (kind === "number") return count(value);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return Array.isArray(value) ? value.join("、") : String(value);
}

export function cell(row, spec) {
  const [name] = spec.split(":");
  const value = row[name];
  const { kind, set } = kindOf(spec);
  const text = plain(row, spec);
  if (text === "") return "";
  if (set) return tag(text, good.has(value) ? "good" : bad.has(value) ? "bad" : "");
  if (kind === "person" && value > 0 && may("GET /admin/auth/users/{uid}")) return link(`#/person/${value}`, text);
  if (kind === "order" && may("GET /admin/commerce/orders/{order_no}")) return link(`#/order/${value}`, text);
  if (kind === "task" && may("GET /admin/treasure/tasks/{code}")) return link(`#/task/${value}`, text);
  if (typeof value === "boolean") return h("span", { className: value ? "" : "quiet" }, text);
  return text;
}

/** A small table without paging. */
export function small(name, rows, columns, more) {
  if (rows.length === 0) return h("p.empty", t("none"));
  const called = (one) => t(`f.${one.split(":")[0]}`);
  return h("div.wide.flat", { tabIndex: 0, role: "region", ariaLabel: t(`s.${name}`) }, h("table",
    h("thead", h("tr", ...columns.map((one) => h("th", { scope: "col", className: kindOf(one).style }, called(one))),
      more && h("th", { scope: "col" }, t("f.actions")))),
    h("tbody", ...rows.map((row) => h("tr", ...columns.map((one) =>
      h("td", { data: { label: called(one) }, className: kindOf(one).style }, cell(row, one))),
    more && h("td.row", ...more(row)))))));
}

/** A link of the gateway's, as the console hands it on: from this origin. */
export function local(address) {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}

export const picture = (address, text = "") => address === "" || address === undefined ? undefined
  : h("img", { src: local(address), alt: text, loading: "lazy", className: "thumb" });
