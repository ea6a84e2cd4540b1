// The tables on the right: what each list shows, and what can be done with its rows.

import { getOr, post, remove } from "./api.js";
import { table } from "./table.js";
import { button, element, moment, replace, tag, toast, yuan } from "./dom.js";
import { amount, confirmTransfer, pay, payable, state } from "./pay.js";
import { requestColumns, requestDetails, requestsPath } from "./requests.js";

const code = (text) => ({ text, className: "code" });
const states = {
  fresh: "good", present: "good", SUCCESS: "good", REFUND: "good",
  expired: "", used: "", replaced: "", NOTPAY: "", CLOSED: "", lost: "bad", FAIL: "bad", CANCELLED: "bad",
};
const stateTag = (text) => tag(String(text), states[text] ?? "");

const answerTag = (status) => status
  ? tag(`HTTP ${status}`, status < 300 ? "good" : "bad") : tag("无回答", "bad");
const callbackState = {
  waiting: "等待重发", sending: "发送中", done: "已确认", lost: "已丢失", given_up: "已放弃", delivered: "已送达",
};
const codeState = { fresh: "可用", used: "已使用", expired: "已过期" };

// name, title, where it comes from, and its tables: caption, rows, columns.
export const lists = [
  {
    name: "users", title: "用户", path: "/sandbox/users", searches: true,
    tables: (data, refresh) => [["", data.users, [
      ["name", (user) => code(user.name)],
      ["昵称", (user) => user.nickname],
      ["手机号", (user) => user.phone],
      ["openid / unionid", (user) => element("div", {}, ...user.identities.map((one) =>
        element("div", { className: "code" }, `${one.appid} → ${one.openid}`)),
      element("div", { className: "code quiet" }, user.identities.find((one) => one.unionid)?.unionid ?? "无 unionid"))],
      ["", (user) => button("登录", `login:${user.name}`, async () => {
        const { code } = await post("/sandbox/code", { user: user.name, appid: document.getElementById("app").value });
        await refresh();
        toast(`${user.name} 的登录码：${code}`);
      })],
    ]]],
  },
  {
    name: "login-codes", title: "登录码", path: "/sandbox/login-codes",
    tables: (data) => [["", data.codes, [
      ["code", (one) => code(one.code)],
      ["用户", (one) => one.user],
      ["appid", (one) => code(one.appid)],
      ["有效至", (one) => moment(one.expires_at)],
      ["状态", (one) => tag(codeState[one.state] ?? one.state, one.state === "fresh" ? "good" : "")],
    ]]],
  },
  {
    name: "codes", title: "小程序码", path: "/sandbox/codes",
    tables: (data) => [["", data.codes, [
      ["appid", (one) => code(one.appid)],
      ["scene", (one) => code(one.scene)],
      ["page", (one) => code(one.page)],
      ["生成于", (one) => moment(one.at)],
    ]]],
  },
  {
    name: "ledger", title: "支付", path: "/sandbox/ledger",
    tables: (data, refresh) => [
      ["订单", data.payments, [
        ["out_trade_no", (one) => code(one.out_trade_no)],
        ["transaction_id", (one) => code(one.transaction_id ?? "")],
        ["商品", (one) => one.description],
        ["方式", (one) => one.trade],
        ["金额", (one) => yuan(amount(one))],
        ["状态", (one) => stateTag(state(one))],
        ["时间", (one) => moment(one.success_time ?? one.create_time)],
        ["", (one) => payable(one) ? pay.buttons(one, refresh, "list") : ""],
      ]],
      ["退款", data.refunds, [
        ["out_refund_no", (one) => code(one.out_refund_no)],
        ["out_trade_no", (one) => code(one.out_trade_no)],
        ["金额", (one) => yuan(amount(one))],
        ["状态", (one) => stateTag(state(one))],
        ["时间", (one) => moment(one.success_time ?? one.create_time)],
      ]],
      ["转账", data.transfers, [
        ["out_bill_no", (one) => code(one.out_bill_no)],
        ["金额", (one) => yuan(amount(one))],
        ["状态", (one) => stateTag(state(one))],
        ["时间", (one) => moment(one.update_time ?? one.create_time)],
        ["", (one) => confirmTransfer.button(one, refresh, "list")],
      ]],
    ],
  },
  {
    name: "requests", title: "请求日志", path: "/sandbox/requests", searches: true, details: requestDetails,
    tables: (data) => [["", data.requests, requestColumns]],
  },
  {
    name: "callbacks", title: "回调", path: "/sandbox/callbacks",
    tables: (data, refresh) => [["", data.callbacks, [
      ["事件", (one) => code(one.event_type)],
      ["单号", (one) => code(one.number)],
      ["notify_url", (one) => code(one.url)],
      ["回答", (one) => element("div", {}, ...one.tries.map((attempt) => element("div", {},
        `${moment(attempt.at)} `, answerTag(attempt.status), attempt.fault ? tag(attempt.fault, "bad") : "")))],
      ["状态", (one) => callbackState[one.state] ?? one.state],
      ["下次", (one) => moment(one.next)],
      ["", (one) => button("再发一次", `resend:${one.id}`, async () => {
        const { sent, status } = await post(`/sandbox/callbacks/${one.id}/resend`);
        toast(sent ? `回答：${status ?? "无回答"}` : "没有发出");
        await refresh();
      })],
    ]]],
  },
  {
    name: "pushes", title: "消息推送", path: "/sandbox/pushes",
    tables: (data) => [["", data.pushes, [
      ["appid", (one) => code(one.appid)],
      ["Event", (one) => code(one.event)],
      ["openid", (one) => code(one.openid)],
      ["回答", (one) => element("div", {}, answerTag(one.status), ` ${one.answer}`)],
      ["状态", (one) => `${callbackState[one.state] ?? one.state}（${one.tries} 次）`],
      ["时间", (one) => moment(one.at)],
    ]]],
  },
  {
    name: "messages", title: "订阅消息", path: "/sandbox/messages",
    tables: (data) => [["", data.messages, [
      ["收件人", (one) => one.user],
      ["appid", (one) => code(one.appid)],
      ["template_id", (one) => code(one.template_id)],
      ["内容", (one) => element("div", {}, ...Object.entries(one.data ?? {}).map(([name, field]) =>
        element("div", {}, `${name}：${field?.value ?? field}`)))],
      ["page", (one) => code(one.page ?? "")],
      ["时间", (one) => moment(one.at)],
    ]]],
  },
  {
    name: "sms", title: "短信", path: "/sandbox/sms",
    tables: (data) => [["", data.messages, [
      ["手机号", (one) => one.mobile],
      ["内容", (one) => one.text],
      ["参数", (one) => code(JSON.stringify(one.params))],
      ["服务商", (one) => one.provider],
      ["时间", (one) => moment(one.at)],
    ]]],
  },
  {
    name: "tokens", title: "access_token", path: "/sandbox/tokens",
    tables: (data) => [["", data.tokens, [
      ["appid", (one) => code(one.appid)],
      ["来源", (one) => one.family === "stable" ? "stable_token" : "token"],
      ["access_token", (one) => code(`${one.access_token.slice(0, 24)}…`)],
      ["有效至", (one) => moment(one.expires_at)],
      ["状态", (one) => stateTag(one.state)],
    ]]],
  },
  {
    name: "apps", title: "小程序", path: "/sandbox/apps",
    tables: (data) => [["", data.apps, [
      ["名称", (one) => one.name],
      ["appid", (one) => code(one.appid)],
      ["secret", (one) => code(one.secret)],
      ["oper_id", (one) => String(one.oper_id)],
      ["app_id", (one) => String(one.app_id)],
    ]]],
  },
  {
    name: "faults", title: "故障", path: "/sandbox/faults",
    tables: (data, refresh) => [["", data.faults, [
      ["path", (one) => code(one.path)],
      ["kind", (one) => tag(one.kind, "bad")],
      ["还有", (one) => `${one.times} 次`],
      ["第几次起", (one) => one.nth === undefined ? "轮到时" : `第 ${one.nth} 次`],
      ["细节", (one) => code(["errcode", "code", "status", "milliseconds", "seconds", "script"]
        .filter((name) => one[name] !== undefined).map((name) => `${name}=${one[name]}`).join(" "))],
      ["", (one) => button("删除", `fault:${one.id}`, async () => {
        await remove(`/sandbox/faults/${one.id}`);
        await refresh();
      })],
    ]]],
  },
];

// Rows in which a text stands; for lists that the sandbox does not search itself.
function found(rows, text) {
  if (text === "") return rows;
  return rows.filter((row) => JSON.stringify(row).toLowerCase().includes(text.toLowerCase()));
}

export function show(place, list, data, refresh, text) {
  if (data === null) {
    replace(place, element("p", { className: "empty" }, "这个版本的沙箱没有这个列表。"));
    return;
  }
  replace(place, ...list.tables(data, refresh).map(([caption, rows, columns]) =>
    table(list, caption, list.searches ? rows ?? [] : found(rows ?? [], text), columns)));
}

const partLength = 200;

function path(list, limit, after, text) {
  const query = new URLSearchParams({ limit });
  if (after !== undefined) query.set("after", after);
  if (list.searches && text !== "") query.set("q", text);
  const base = list.name === "requests" ? requestsPath(list.path) : list.path;
  return `${base}${base.includes("?") ? "&" : "?"}${query}`;
}

// So many rows of a list, part by part; lists in a list are joined, and `next` tells that there is more.
export async function read(list, limit, text) {
  if (["apps", "faults"].includes(list.name)) return getOr(list.path, null);
  const all = await getOr(path(list, Math.min(limit, partLength), undefined, text), null);
  let rest = limit - partLength;
  while (all?.next !== undefined && rest > 0) {
    const part = await getOr(path(list, Math.min(rest, partLength), all.next, text), {});
    for (const [name, rows] of Object.entries(part)) {
      if (Array.isArray(rows)) all[name].push(...rows);
    }
    all.next = part.next;
    rest -= partLength;
  }
  return all;
}
