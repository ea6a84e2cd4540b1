// Treasure: tasks, their prizes and money, red packets on their way, and who may not take part.

import { get } from "./api.js";
import { h, facts, replace, section, tag, yuan } from "./dom.js";
import { deed } from "./form.js";
import { actions, drawList } from "./list.js";
import { cell, picture } from "./cells.js";
import { steps } from "./lists.js";
import { may } from "./rights.js";
import { choice, t } from "./words.js";

/** @typedef {import("./list.js").Route} Route */

const subject = (row) => `「${row.name}」 ${row.code}${row.money ? ` ${yuan(row.money)}` : ""}`;
const base = "/admin/treasure/tasks/{code}";
const isOver = (row) => ["ended", "settled"].includes(row.state);
const reasons = () => [t("reason-text"), t("reason-picture"), t("reason-fraud")];

const judge = [
  { name: "pass", call: `POST ${base}/approve`, when: (row) => row.content === "review" },
  { name: "refuse", call: `POST ${base}/refuse`, danger: true, reasons, when: (row) => row.content === "review" },
];
const acts = [...judge,
  { name: "block", call: `POST ${base}/block`, danger: true, reasons, when: (row) => !row.blocked },
  { name: "end", call: `POST ${base}/end`, danger: true, when: (row) => !isOver(row) },
  { name: "stop-payouts", call: `POST ${base}/stop-payouts`, danger: true, when: (row) => row.paid && !row.payouts_stopped },
  { name: "resume-payouts", call: `POST ${base}/resume-payouts`, when: (row) => row.payouts_stopped },
];

export function tasks(place, route) {
  replace(place, drawList({
    name: "tasks", path: "/admin/treasure/tasks", csv: "GET /admin/treasure/tasks.csv", href: (row) => `#/task/${row.code}`, id: (row) => row.code,
    filters: [["state", ["draft", "awaiting_payment", "open", "ended", "settled"]], ["uid"]],
    columns: ["name", "nickname", "uid", "state:tasks", "content:tasks", "money", "prize_num:number", "found:number", "depth:number", "participants:number", "payouts_stopped", "created_at"],
    hidden: ["participants:number", "uid"],
  }, route));
}

export function reviews(place, route) {
  replace(place, drawList({
    name: "reviews", path: "/admin/treasure/reviews", id: (row) => row.code, subject, acts: judge,
    columns: ["name", "nickname", "signature", "content:reviews", "money", "created_at"],
    details: async (row) => (await look(row.code, route)).slice(1),
  }, route));
}

/** What somebody has to see to judge a task. */
async function look(code, route) {
  const all = await get(`/admin/treasure/tasks/${encodeURIComponent(code)}`, {}, route.signal);
  return [all, picture(all.thumbnail || all.picture), h("p.said", all.synopsis)];
}

export async function task(place, route) {
  const [all, shown, synopsis] = await look(route.id ?? "", route);
  const row = all.task;
  const list = { name: "tasks", path: "", columns: [], subject, acts };
  const money = all.money && section(t("s.money"), facts(Object.entries(all.money).map(([name, value]) => [t(`m.${name}`), yuan(value)])));
  const fields = ["code:text", "nickname", "uid", "signature", "goods_type:text", "money", "prize_num", "found:number", "depth", "max_depth", "participants", "is_public",
    "blocked", "paid:text", "payouts_stopped", "created_at", "ends_at", "ended_at", "end_reason:tasks"];
  replace(place, h("div.row", h("strong.sum", row.name), tag(choice("task", row.state)), tag(choice("content", row.content)),
    ...actions(list, row, route.again)),
  h("div.beside",
    section(t("s.task"), facts([...fields.map((one) => /** @type {[string, any]} */ ([t(`f.${one.split(":")[0]}`), cell(row, one)])),
      [t("f.forecast_num"), all.forecast_num], [t("f.commitment"), h("code", all.commitment)]])),
    h("div", section(t("f.synopsis"), shown, synopsis), money)),
  may(`GET ${base}/prizes`) && section(t("s.prizes"), drawList({
    name: "prizes", path: `/admin/treasure/tasks/${row.code}/prizes`, csv: "GET /admin/treasure/prizes.csv",
    columns: ["number:text", "name", "state:prizes", "uid", "money", "depth:number", "won_at", "drawn_at"], subject: (one) => one.name,
  }, { ...route, query: {} }, t("s.prizes"))));
}

const stuck = ["stuck", "waiting", "held", "asking", "processing"];

export function payouts(place, route) {
  const state = h("div.switch");
  drawSwitch(state, route);
  replace(place, may("GET /admin/treasure/payout-switch") && state, drawList({
    name: "payouts", path: "/admin/treasure/payouts", csv: "GET /admin/treasure/payouts.csv",
    filters: [["state", [...stuck, "confirming", "transferring", "paid", "failed", "cancelled"]]],
    columns: ["number:id", "code", "uid", "amount", "state:payouts", "tries:number", "trouble", "fail_reason", "created_at", "done_at"],
    subject: (row) => `${t("payout")} ${row.number} ${yuan(row.amount)}`, acts: steps("/admin/treasure/payouts/{id}"),
  }, route));
}

/** Whether red packets go out at all. */
async function drawSwitch(place, route) {
  const now = await get("/admin/treasure/payout-switch", {}, route.signal);
  const step = now.stopped ? "go" : "stop";
  const call = `POST /admin/treasure/payout-switch/${step}`;
  replace(place, tag(t(now.stopped ? "payouts-stopped" : "payouts-go"), now.stopped ? "bad" : "good"),
    now.stopped && h("span", `${now.operator_name ?? ""} ${now.since ?? ""} ${now.reason ?? ""}`),
    deed(`${step}-all`, call, () => drawSwitch(place, route), { subject: t(`${step}-all-why`), danger: !now.stopped }));
}

export function treasurerefunds(place, route) {
  replace(place, drawList({
    name: "treasure-refunds", path: "/admin/treasure/refunds", filters: [["state", [...stuck, "abnormal", "done", "closed", "cancelled"]]],
    columns: ["number:id", "ref", "cause:treasure-refunds", "amount", "state:treasure-refunds", "tries:number", "trouble", "created_at", "done_at"],
    subject: (row) => `${t("f.refund")} ${row.number} ${yuan(row.amount)}`, acts: steps("/admin/treasure/refunds/{id}"),
  }, route));
}

export function blacklist(place, route) {
  replace(place, drawList({
    name: "blacklist", path: "/admin/treasure/blacklist", id: (row) => String(row.uid), columns: ["nickname", "uid", "reason", "operator_name", "at"],
    subject: (row) => `${row.nickname} ${row.uid}`, acts: [{ name: "allow", call: "POST /admin/treasure/blacklist/{uid}/remove" }],
    top: (again) => [deed("blacklist", "POST /admin/treasure/blacklist", again, { danger: true })],
  }, route));
}

