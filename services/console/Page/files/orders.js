// Orders, and everything that happened to one.

import { get } from "./api.js";
import { h, empty, facts, moment, replace, section, tag, yuan } from "./dom.js";
import { deed } from "./form.js";
import { drawList } from "./list.js";
import { cell, small } from "./cells.js";
import { choice, known, t } from "./words.js";

export function orders(place, route) {
  const number = h("input", { type: "search", inputMode: "numeric", autocomplete: "off", required: true });
  const find = h("form.row.bar", h("label", t("f.order_no"), number), h("button", t("open")));
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `#/order/${number.value.trim()}`;
  });
  replace(place, find, drawList({
    name: "orders", path: "/admin/commerce/orders", csv: "GET /admin/commerce/orders.csv", id: (row) => row.order_no, href: (row) => `#/order/${row.order_no}`,
    filters: [["status", [1, 2, 3, 4, 6, 7]], ["merchant_id"], ["uid"]],
    columns: ["order_no", "goods_name", "merchant_name", "user_name", "pieces", "amount", "status:orders", "redeemed:number", "refunded_amount", "created"],
  }, route));
}

export async function order(place, route) {
  const answer = await get(`/admin/commerce/orders/${encodeURIComponent(route.id ?? "")}`, {}, route.signal);
  const row = answer.order;
  const open = row.pieces - row.redeemed - row.refunded - row.refunding;
  const left = row.amount - row.refunded_amount;
  const refund = deed("refund", "POST /admin/commerce/orders/{order_no}/refund", route.again, {
    subject: t("refund-whom", row.goods_name, row.user_name, row.order_no), values: row, body: { ref: crypto.randomUUID() }, danger: true,
    amount: (body) => row.price * Math.min(Number(body.pieces ?? open), open), reasons: [t("refund-wish"), t("refund-shop"), t("refund-twice")],
  });
  replace(place, h("div.row", tag(choice("order", row.status), row.status === 1 ? "" : "good"),
    h("strong.sum", yuan(row.amount)), row.refunded_amount > 0 && h("span", t("refunded-of", yuan(row.refunded_amount), yuan(left))),
    row.paid !== "" && open > 0 && refund, deed("note", "POST /admin/commerce/orders/{order_no}/notes", route.again, { subject: row.order_no, values: row })),
  h("div.beside",
    section(t("s.order"), facts(["order_no:text", "goods_name", "merchant_name", "uid", "user_name", "price", "pieces", "redeemed:number", "refunding:number",
      "refunded:number", "created", "expires", "paid", "shipped", "payment"].map((one) => [t(`f.${one.split(":")[0]}`), cell(row, one)]))),
    section(t("timeline"), timeline(answer.timeline))),
  section(t("s.vouchers"), small("vouchers", answer.vouchers, ["tail", "state:vouchers", "redeemed:time"])),
  section(t("s.payments"), small("payments", answer.payments, ["number", "state:payments", "amount", "transaction_id", "begun", "paid", "trouble"])),
  section(t("s.refunds"), small("refunds", answer.refunds, ["amount", "pieces", "status:refunds", "cause:refunds", "reason", "refund_id", "created"])));
}

function timeline(rows) {
  if (rows.length === 0) return empty(t("none"));
  return h("ol.timeline", ...rows.map((row) => h("li", { className: row.what },
    h("time", moment(row.at)), h("strong", known(`event.${row.what}`) ? choice("event", row.what) : row.what),
    row.who && h("span.quiet", row.who), row.detail && h("span.detail", row.detail))));
}
