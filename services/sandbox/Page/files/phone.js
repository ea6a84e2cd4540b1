// The phone on the left: one user in one mini-program.

import { getOr, get, post } from "./api.js";
import { busy, byId, element, moment, replace, toast, yuan } from "./dom.js";
import { amount, confirmTransfer, pay, payable } from "./pay.js";

let users = [];
let apps = [];
let drawn = {};

const person = () => users.find((user) => user.name === byId("who").value);
const appid = () => byId("app").value;

function finding() {
  const text = byId("find-user").value.trim();
  return text === "" ? "" : `&q=${encodeURIComponent(text)}`;
}
const openids = () => new Set((person()?.identities ?? []).map((one) => one.openid));

// Who has this openid, in whichever mini-program.
export const nameOf = (openid) =>
  users.find((user) => user.identities.some((one) => one.openid === openid))?.name;

function choices(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

function give(title, value) {
  byId("given-title").textContent = title;
  byId("given-text").textContent = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  byId("given").hidden = false;
}

const acts = {
  login: async () => {
    const { code } = await post("/sandbox/code", { user: person().name, appid: appid() });
    give("wx.login 的 code（一次有效，5 分钟）", code);
  },
  "phone-code": async () => {
    const { code } = await post("/sandbox/phone-code", { user: person().name, appid: appid() });
    give("getPhoneNumber 的 code（与登录码不同）", code);
  },
  phone: () => sealed("phone", "getPhoneNumber"),
  profile: () => sealed("profile", "getUserProfile"),
  werun: () => sealed("werun", "getWeRunData"),
  subscribe: async () => {
    const template = byId("template").value.trim();
    if (template === "") throw new Error("先填 template_id");
    const { remaining } = await post("/sandbox/subscribe", {
      user: person().name, appid: appid(), template_id: template,
    });
    toast(`已允许，还可以发送 ${remaining} 次`);
  },
};

acts.trigger = async () => {
  const wish = { event: byId("event").value, user: person().name, appid: appid() };
  const address = byId("notify").value.trim();
  if (address !== "") wish.notify_url = address;
  const { number, notify_url: url, callback } = await post("/sandbox/trigger", wish);
  toast(`${number}：${url} ${callback.sent ? `得到 ${callback.status || "无回答"}` : "没有发出"}`);
};

async function sealed(kind, title) {
  give(title, await post("/sandbox/encrypt", { user: person().name, appid: appid(), kind }));
}

export async function refreshPhone(refreshAll) {
  const [people, known, ledger, sms, messages] = await Promise.all([
    get(`/sandbox/users?limit=200${finding()}`), get("/sandbox/apps"),
    getOr("/sandbox/ledger?limit=200", { payments: [], transfers: [] }),
    getOr("/sandbox/sms", { messages: [] }), getOr("/sandbox/messages", { messages: [] }),
  ]);
  const text = JSON.stringify([people, known, ledger, sms, messages, byId("who").value]);
  if (text === drawn.text) return;
  drawn = { text };
  users = people.users;
  apps = known.apps;
  choices(byId("who"), users.map((user) => [user.name, `${user.nickname || user.name}（${user.name}）`]));
  choices(byId("app"), apps.map((app) => [app.appid, `${app.name} ${app.appid}`]));
  drawn.text = JSON.stringify([people, known, ledger, sms, messages, byId("who").value]);
  drawMoney(ledger, refreshAll);
  drawInbox(sms.messages, messages.messages);
}

const isMine = (one) => openids().has(one.openid);

function drawMoney(ledger, refreshAll) {
  const orders = (ledger.payments ?? []).filter((one) => payable(one) && (!one.openid || isMine(one)));
  const bills = (ledger.transfers ?? []).filter((one) => confirmTransfer.isOpen(one) && isMine(one));
  replace(byId("to-pay"), ...lines(orders, (one) => element("div", { className: "item" },
    element("strong", {}, yuan(amount(one))), ` ${one.description ?? ""} `,
    element("span", { className: "code quiet" }, one.out_trade_no),
    pay.buttons(one, refreshAll, "phone"))));
  replace(byId("to-confirm"), ...lines(bills, (one) => element("div", { className: "item" },
    element("strong", {}, yuan(amount(one))), ` ${one.transfer_remark ?? ""} `,
    element("span", { className: "code quiet" }, one.out_bill_no),
    confirmTransfer.button(one, refreshAll, "phone"))));
}

function drawInbox(sms, messages) {
  const mobile = person()?.phone;
  const own = openids();
  const mine = [
    ...sms.filter((one) => mobile && one.mobile.endsWith(mobile))
      .map((one) => ({ at: one.at, title: "短信", text: one.text })),
    ...messages.filter((one) => own.has(one.openid)).map((one) => ({
      at: one.at, title: "订阅消息",
      text: Object.values(one.data ?? {}).map((field) => field?.value ?? field).join(" · "),
    })),
  ].sort((one, other) => (other.at < one.at ? -1 : 1)).slice(0, 20);
  replace(byId("inbox"), ...lines(mine, (one) => element("div", { className: "item" },
    element("div", { className: "quiet" }, `${one.title} ${moment(one.at)}`), one.text)));
}

function lines(items, draw) {
  if (items.length === 0) return [element("p", { className: "empty" }, "没有")];
  return items.slice(0, 20).map(draw);
}

export function startPhone(refreshAll) {
  for (const one of document.querySelectorAll("[data-act]")) {
    one.addEventListener("click", () => busy(one, async () => {
      await acts[one.dataset.act]();
      await refreshAll();
    }));
  }
  byId("who").addEventListener("change", refreshAll);
  byId("find-user").addEventListener("input", refreshAll);
  byId("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(byId("given-text").textContent);
    toast("已复制");
  });
  byId("new-user").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    busy(form.querySelector("button"), async () => {
      const values = { name: form.name.value.trim(), gender: Number(form.gender.value), unionid: form.unionid.checked };
      // An empty field keeps what a known user has.
      for (const name of ["nickname", "phone"]) if (form[name].value) values[name] = form[name].value;
      await post("/sandbox/users", values);
      await refreshAll();
      byId("who").value = values.name;
      form.reset();
      toast(`${values.name} 已保存`);
      await refreshAll();
    });
  });
}
