// Categories, merchants and goods, by hand; whole files go by the screen of imports.

import { everything } from "./api.js";
import { button, h, link, replace, section, yuan } from "./dom.js";
import { deed } from "./form.js";
import { drawList } from "./list.js";
import { picture } from "./cells.js";
import { saveStream } from "./csv.js";
import { may } from "./rights.js";
import { t } from "./words.js";

/** @typedef {import("./list.js").Route} Route */

const named = async (path) => (await everything(path, {}, undefined, 1000)).map((row) => /** @type {[unknown, string]} */ ([row.id, row.name]));

/** What a form offers for the numbers of other rows. */
const choices = async (kind) => kind === "goods" ? { merchant_id: await named("/admin/commerce/merchants") } : kind === "merchants"
  ? { category_id: await named("/admin/commerce/categories") } : { pid: [[0, t("top-level")], ...await named("/admin/commerce/categories")] };

const tools = (kind, route) => (again) => [
  deed("add", `POST /admin/commerce/${kind}`, again, async () => ({ title: t(`add.${kind}`), choices: await choices(kind), initial: { coord: "gcj02", status: 1 } }), "main"),
  may("POST /admin/commerce/import/{kind}") && link(`#/import/${kind}`, t("s.import"), "button"),
  may("GET /admin/commerce/export/{kind}") && button(t("export"), () => saveStream(`/admin/commerce/export/${kind}`, `${kind}.csv`, route.signal)),
];

const list = (kind, route, rest) => drawList({
  name: kind, path: `/admin/commerce/${kind}`, columns: [], subject: (row) => row.name, top: tools(kind, route),
  ...rest,
  acts: [
    { name: "change", call: `PATCH /admin/commerce/${kind}/{id}`, initial: (row) => ({ ...row }), choices: () => choices(kind) },
    { name: "switch-off", call: `PATCH /admin/commerce/${kind}/{id}`, only: ["reason"], body: () => ({ status: 2 }), when: (row) => row.status === 1, danger: true },
    { name: "switch-on", call: `PATCH /admin/commerce/${kind}/{id}`, only: ["reason"], body: () => ({ status: 1 }), when: (row) => row.status === 2 },
    ...rest.acts ?? [],
  ],
}, route);

export function categories(place, route) {
  replace(place, list("categories", route, { columns: ["name", "id:text", "pid:text", "place:number", "status:catalogue", "ref"], details: (row) => picture(row.icon_url) }));
}

export function merchants(place, route) {
  replace(place, list("merchants", route, {
    columns: ["name", "brand", "area", "address", "opens", "closes", "contacter", "contacter_phone", "status:catalogue", "ref"], hidden: ["ref", "brand"],
    details: (row) => h("div", picture(row.logo_url), h("p", link(`#/goods?merchant_id=${row.id}`, t("goods-of"), "button"), " ",
      may("GET /admin/commerce/orders") && link(`#/orders?merchant_id=${row.id}`, t("orders-of"), "button"))),
  }));
}

export function goods(place, route) {
  replace(place, list("goods", route, {
    filters: [["merchant_id"]], columns: ["name", "price", "market_price", "stock", "sell_number", "start_date", "end_date", "status:catalogue", "ref"],
    hidden: ["market_price", "ref"], subject: (row) => `${row.name} ${yuan(row.price)}`,
    acts: [
      { name: "stock", call: "POST /admin/commerce/goods/{id}/stock" },
      { name: "copy", call: "POST /admin/commerce/goods", initial: (row) => ({ ...row, ref: "", name: t("copy-of", row.name) }), choices: () => choices("goods") },
    ],
    details: (row) => h("div", picture(row.thumb_url), section(t("journal"), drawList({
      name: "journal", path: `/admin/commerce/goods/${row.id}/stock`, id: (one) => String(one.number), columns: ["at", "cause", "change", "stock_after", "reason"],
    }, { ...route, query: {} }, t("journal")))),
  }));
}
