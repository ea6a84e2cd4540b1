// Finding a person, and everything about one on a page: for whoever has them on the telephone.

import { get } from "./api.js";
import { count, h, empty, failed, facts, link, replace, section, tag, yuan } from "./dom.js";
import { deed } from "./form.js";
import { actions } from "./list.js";
import { cell, picture, small } from "./cells.js";
import { may } from "./rights.js";
import { t } from "./words.js";

/** @typedef {import("./list.js").Route} Route */

const columns = ["nickname", "uid", "mobile", "banned", "live_sessions:number", "created_at"];

/** What somebody typed: a mobile, a number of ours, or an identity of WeChat's. */
function meant(text) {
  const bare = text.replace(/[\s-]/g, "").replace(/^\+?86(?=1\d{10}$)/, "");
  if (/^1\d{10}$/.test(bare)) return { mobile: bare };
  if (/^\d+$/.test(bare)) return bare.length > 18 ? { order: bare } : { uid: bare };
  return bare.length === 28 && bare.startsWith("o6") ? { unionid: bare, openid: bare } : { openid: bare };
}

export function people(place, route) {
  const box = h("input", { type: "search", autocomplete: "off", required: true, value: route.query.q ?? "", name: "q", "aria-describedby": "find-how" });
  const found = h("div", { "aria-live": "polite" });
  const form = h("form.row.bar", h("label.grow", t("find-person"), box), h("button.main", t("find")));
  const find = async () => {
    const text = box.value.trim();
    if (text === "") return replace(found, empty(t("find-how")));
    const by = meant(text);
    if (by.order) { location.hash = `#/order/${by.order}`; return; }
    let rows = [];
    for (const [name, value] of Object.entries(by)) {
      if (rows.length === 0) rows = (await get("/admin/auth/users", { [name]: value }, route.signal)).rows;
    }
    // An openid's letters tell nothing: what is no openid may be a unionid.
    if (rows.length === 0 && by.openid) rows = (await get("/admin/auth/users", { unionid: by.openid }, route.signal)).rows;
    if (rows.length === 1) { location.hash = `#/person/${rows[0].uid}`; return; }
    replace(found, rows.length === 0 ? empty(t("nobody", text)) : small("people", rows, columns));
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); route.set({ q: box.value.trim() }); find().catch((error) => replace(found, failed(error))); });
  replace(place, form, h("p", { id: "find-how", className: "quiet" }, t("find-how")), found);
  box.focus();
  return route.query.q ? find() : undefined;
}

const base = "/admin/auth/users/{uid}";
/** @type {import("./list.js").Act[]} */
const acts = [
  { name: "ban", call: `POST ${base}/ban`, when: (row) => !row.banned, danger: true, reasons: () => [t("reason-fraud"), t("reason-wish")] },
  { name: "unban", call: `POST ${base}/unban`, when: (row) => row.banned },
  { name: "log-out-all", call: `POST ${base}/sessions/revoke`, when: (row) => row.live_sessions > 0 },
  { name: "verify", call: `PATCH ${base}`, initial: (row) => row },
  { name: "merge", call: `POST ${base}/merge`, danger: true },
  { name: "delete", call: `DELETE ${base}`, danger: true },
];

export async function person(place, route) {
  const uid = encodeURIComponent(route.id ?? "");
  const row = await get(`/admin/auth/users/${uid}`, {}, route.signal);
  const who = `${row.nickname || t("nameless")} · ${row.mobile || row.uid}`;
  const list = { name: "people", path: "", columns: [], acts, subject: () => who };
  const again = route.again;
  replace(place, h("div.row", picture(row.avatar.startsWith("http") ? "" : row.avatar), h("strong.sum", who),
    row.banned && tag(t("f.banned"), "bad"), row.mobile_verified && tag(t("f.mobile_verified"), "good"), ...actions(list, row, again)),
  h("div.beside",
    section(t("s.person"), facts(["uid:text", "nickname", "mobile", "mobile_verified", "is_email", "is_real_name", "is_face", "is_mp", "banned", "live_sessions:number", "created_at"]
      .map((one) => [t(`f.${one.split(":")[0]}`), cell(row, one)]))),
    section(t("identities"), small("identities", row.identities, ["app_id:text", "openid", "unionid", "iid:text"]))),
  part("s.sessions", `GET ${base}/sessions`, async () => {
    const { rows } = await get(`/admin/auth/users/${uid}/sessions`, {}, route.signal);
    return small("sessions", rows, ["sid:text", "created_at", "expires_at"], (one) =>
      [deed("end-session", "POST /admin/auth/sessions/{sid}/revoke", again, { subject: who, values: one })]);
  }),
  part("s.points", "GET /admin/points/participants", async () => {
    const parts = await Promise.all(row.identities.map((one) => get("/admin/points/participants", { openid: one.openid }, route.signal)));
    const rows = parts.flatMap((one) => one.rows);
    return small("points", rows, ["app:text", "balance", "entries:number", "invited:number", "created"], (one) => [may("GET /admin/points/participants/{iid}/ledger") && link(`#/ledger/${one.iid}`, t("s.ledger"), "button"),
      deed("adjust", "POST /admin/points/adjust", again, { subject: `${who} · ${t("points", count(one.balance))}`, body: { openid: one.openid, app: one.app, ref: crypto.randomUUID() } })]);
  }),
  part("s.orders", "GET /admin/commerce/users/{uid}", async () => {
    const sums = await get(`/admin/commerce/users/${uid}`, { limit: 20 }, route.signal);
    return h("div", h("p", t("sums", count(sums.orders), yuan(sums.paid_in), yuan(sums.refunded))),
      small("orders", sums.rows, ["order_no", "goods_name", "merchant_name", "pieces", "amount", "status:orders", "created"]));
  }),
  part("s.treasure", "GET /admin/treasure/people/{uid}", async () => {
    const all = await get(`/admin/treasure/people/${uid}`, {}, route.signal);
    return h("div", h("p", t("treasure-sums", count(all.releases), count(all.partakes), count(all.digs)), " ", all.blacklisted && tag(t("s.blacklist"), "bad"),
      !all.blacklisted && deed("blacklist", "POST /admin/treasure/blacklist", again, { subject: who, body: { uid: row.uid }, danger: true })),
    h("h3", t("s.tasks")), small("tasks", all.tasks, ["name", "code", "state:tasks", "money", "created_at"]),
    h("h3", t("s.digs")), small("digs", all.dug, ["name", "code", "digs:number", "won", "last_dig"]),
    h("h3", t("s.prizes")), small("prizes", all.prizes, ["name", "code", "state:prizes", "money", "won_at"]));
  }),
  part("s.trail", "GET /admin/auth/trail", async () => {
    const { rows } = await get("/admin/auth/trail", { subject: `uid:${row.uid}`, limit: 20 }, route.signal);
    return small("trail", rows, ["at", "operator_name", "what", "reason"]);
  }));
}

/** A part that fails leaves the rest of the page as it is. */
function part(title, name, load) {
  if (!may(name)) return undefined;
  const body = h("div", { "aria-busy": "true" }, "…");
  load().then((made) => replace(body, made), (error) => {
    if (error.name !== "AbortError") replace(body, failed(error));
  }).finally(() => body.removeAttribute("aria-busy"));
  return section(t(title), body);
}
