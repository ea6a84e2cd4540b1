// The screens that are a list and what may be done with its rows.

import { get } from "./api.js";
import { button, count, h, facts, link, replace, say, yuan } from "./dom.js";
import { drawList } from "./list.js";
import { deed } from "./form.js";
import { may } from "./rights.js";
import { choice, field, t } from "./words.js";

/** @typedef {import("./list.js").List} List */
/** @typedef {import("./list.js").Route} Route */

/** What may be done about money on its way. */
export const steps = (path) => ["retry", "hold", "release", "cancel"].map((step) => ({
  name: step, call: `POST ${path}/{step}`, with: { step }, danger: step === "cancel",
  when: (row) => stepFits(step, row.state),
}));

/** Which step a state can take at all. */
function stepFits(step, state) {
  if (step === "release") return state === "held";
  if (step === "hold") return state === "waiting";
  if (step === "cancel") return ["waiting", "held", "asking", "processing", "confirming"].includes(state);
  return !["done", "paid", "failed", "cancelled", "held", "closed"].includes(state);
}

const base = (service) => service === "console" ? "/console" : `/admin/${service}`;

/** @type {Record<string, (service: string) => List>} */
const all = {
  approvals: (service) => ({
    name: "approvals", path: `${base(service)}/approvals`, filters: [["state", ["waiting", "approved", "refused"]]],
    columns: ["summary", "kind:approvals", "subject", "reason", "asked_name", "asked_at", "state:approvals"],
    subject: (row) => row.summary,
    acts: [
      { name: "approve", call: `POST ${base(service)}/approvals/{id}/approve`, when: (row) => row.state === "waiting" },
      { name: "refuse", call: `POST ${base(service)}/approvals/{id}/refuse`, when: (row) => row.state === "waiting", danger: true },
    ],
  }),
  refunds: () => ({
    name: "refunds", path: "/admin/commerce/refunds", filters: [["status", [1, 2, 3]]], csv: "GET /admin/commerce/refunds.csv",
    columns: ["order_no", "amount", "pieces", "status:refunds", "cause:refunds", "reason", "trouble", "created"],
    subject: (row) => `${t("s.refunds")} ${row.order_no} ${yuan(row.amount)}`,
    acts: steps("/admin/commerce/refunds/{number}").map((one) => ({ ...one, place: (row) => ({ number: row.row }), when: (row) => row.row > 0 && one.when(row) })),
  }),
  stuck: () => ({
    name: "stuck", path: "/admin/commerce/refunds/stuck",
    columns: ["number:id", "ref", "amount", "state:stuck", "tries:number", "trouble", "troubled", "created"],
    subject: (row) => `${t("s.refunds")} ${row.number} ${yuan(row.amount)}`,
    acts: steps("/admin/commerce/refunds/{number}").map((one) => ({ ...one, place: (row) => ({ number: row.id }) })),
  }),
  participants: () => ({
    name: "participants", path: "/admin/points/participants", filters: [["openid"], ["share_code"]], csv: "GET /admin/points/participants.csv",
    columns: ["nickname", "openid", "app:text", "balance", "entries:number", "invited:number", "closed", "created"], id: (row) => String(row.iid),
    subject: (row) => `${row.nickname || row.openid} · ${t("points", count(row.balance))}`,
    details: (row) => may("GET /admin/points/participants/{iid}/ledger") && link(`#/ledger/${row.iid}`, t("s.ledger"), "button"),
    acts: [
      { name: "adjust", call: "POST /admin/points/adjust", body: (row) => ({ openid: row.openid, app: row.app, ref: crypto.randomUUID() }) },
      { name: "spend", call: "POST /admin/points/redeem", body: (row) => ({ openid: row.openid, app: row.app, ref: crypto.randomUUID() }) },
    ],
  }),
  ledger: () => ({
    name: "ledger", path: "", id: (row) => String(row.number), columns: ["number:text", "task", "point", "balance_after", "reason", "ref", "time"],
    subject: (row) => `${row.task} ${count(row.point)}`,
  }),
  settlement: () => ({
    name: "settlement", path: "/admin/treasure/settlement", href: (row) => `#/task/${row.code}`,
    columns: ["name", "code", "uid", "money", "undrawn:number", "drawing:number", "returning:number", "payouts_stopped", "end_reason:settlement", "ended_at"],
  }),
  differences: (service) => ({
    name: "differences", path: `/admin/${service}/differences`, filters: [["all", ["true"]]],
    csv: service === "commerce" ? "GET /admin/commerce/differences.csv" : undefined,
    columns: ["number", "kind:differences", "day", "mchid", "ours", "theirs", service === "commerce" ? "found" : "found_at", "explanation"],
    subject: (row) => `${choice("difference", row.kind)} ${row.number}`,
    acts: [{ name: "explain", call: `POST /admin/${service}/differences/{id}/explain`, when: (row) => !(row.explained || row.explained_at) }],
    top: (again) => [service === "commerce" && deed("reconcile", "POST /admin/commerce/reconcile", again)],
  }),
  apps: () => ({
    name: "apps", path: "/admin/auth/apps", id: (row) => String(row.app_id),
    columns: ["name", "appid", "app_id:text", "oper_id:text", "mchid", "is_enabled", "takes_payments"], subject: (row) => `${row.name} ${row.appid}`,
    acts: [
      { name: "change", call: "PATCH /admin/auth/apps/{app_id}", initial: (row) => row },
      { name: "secret", call: "POST /admin/auth/apps/{app_id}/rotate-secret", danger: true },
      { name: "push", call: "POST /admin/auth/apps/{app_id}/message-push" },
    ],
    top: (again) => [deed("add", "POST /admin/auth/apps", again), deed("rotate-keys", "POST /admin/auth/keys/rotate", again, { subject: t("rotate-why"), danger: true })],
  }),
  trail: (service) => service === "console" ? {
    name: "trail", path: "/console/trail", filters: [["operator"], ["subject"]], csv: "GET /console/trail.csv",
    columns: ["at", "name", "method:id", "path", "subject", "reason", "status:id", "address:id"], subject: (row) => `${row.method} ${row.path}`,
    details: (row) => facts(Object.entries(row.fields ?? {}).map(([name, value]) => [field(name), String(value)])),
    top: () => [may("GET /console/trail/verify") && button(t("do.check"), async () => {
      const { sound, rows, broken_at: at } = await get("/console/trail/verify");
      say(sound ? t("trail-sound", count(rows)) : new Error(t("trail-broken", at)));
    })],
  } : {
    name: "trail", path: `/admin/${service}/trail`, filters: [["operator"], ["subject"]], csv: true,
    columns: ["at", "operator_name", "what", "subject", "reason", "request_id"], subject: (row) => `${row.what} ${row.subject}`,
  },
  jobs: (service) => ({
    name: "jobs", path: `/admin/${service}/jobs`, filters: [["state", ["parked", "waiting", "running", "paused"]], ["kind"]],
    columns: ["kind:text", "key", "state:jobs", "due", "tries:number", "failures:number", "last_error"], subject: (row) => `${row.kind} ${row.key}`,
    acts: [
      { name: "retry", call: `POST /admin/${service}/jobs/{id}/retry`, when: (row) => row.state !== "running" },
      { name: "cancel", call: `POST /admin/${service}/jobs/{id}/cancel`, danger: true },
    ],
  }),
  events: (service) => ({
    name: "events", path: `/admin/${service}/events`, columns: ["type", "subject", "problem", "at", "retries:number", "event"],
    subject: (row) => `${row.type} ${row.subject}`,
    acts: [
      { name: "retry", call: `POST /admin/${service}/events/{id}/retry` },
      { name: "discard", call: `POST /admin/${service}/events/{id}/discard`, danger: true },
    ],
  }),
};

/** @type {Record<string, string[]>} */
const services = {
  approvals: ["commerce", "points", "console"], differences: ["commerce", "treasure"], jobs: ["commerce", "treasure", "points", "auth"],
  events: ["commerce", "treasure", "points"], trail: ["console", "commerce", "treasure", "points", "auth"],
};

/** Links to the same list of each service that has it. */
export const tabs = (name, choices, chosen) => choices.length < 2 ? undefined : h("p.tabs",
  ...choices.map((one) => h("a", { href: `#/${name}?service=${one}`, "aria-current": one === chosen ? "true" : undefined }, t(`service.${one}`))));

export function show(place, route, name) {
  const choices = (services[name] ?? [""]).filter((one) => one === "" || may(`GET ${base(one)}/${name}`));
  const service = choices.includes(route.query.service) ? route.query.service : choices[0];
  const list = all[name](service);
  if (name === "ledger") {
    list.path = `/admin/points/participants/${route.id}/ledger`;
    list.csv = may("GET /admin/points/participants/{iid}/ledger.csv") ? `GET /admin/points/participants/${route.id}/ledger.csv` : undefined;
  }
  replace(place, tabs(name, choices, service), drawList(list, route));
}
