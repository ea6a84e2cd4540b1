// The log of requests: what came in, what went out, and all that is known of one of them.

import { get, remove } from "./api.js";
import { busy, byId, element, moment, tag, toast } from "./dom.js";
import { mistakes } from "./words.js";

const kinds = {
  app: "小程序接口", pay: "微信支付", sms: "短信", maps: "地图", callback: "支付回调", push: "消息推送", unknown: "未知地址",
};

const filter = { direction: "", kind: "", status: "" };

export function requestsPath(path) {
  const wanted = Object.entries(filter).filter(([, value]) => value !== "");
  return wanted.length === 0 ? path : `${path}?${new URLSearchParams(wanted)}`;
}

const statusTag = (one) => one.status === undefined
  ? tag("无回答", "bad") : tag(String(one.status), one.status >= 400 || one.code ? "bad" : "good");

export const requestColumns = [
  ["时间", (one) => moment(one.at).slice(-8)],
  ["方向", (one) => one.direction === "incoming" ? "收到" : "发出"],
  ["种类", (one) => kinds[one.kind] ?? one.kind],
  ["请求", (one) => ({
    text: `${one.method} ${one.direction === "outgoing" ? one.origin : ""}${one.target.split("?")[0]}`, className: "code",
  })],
  ["状态", (one) => element("span", {}, statusTag(one), one.code ? ` ${one.code}` : "",
    one.mistake ? tag(mistakes[one.mistake] ?? one.mistake, "bad") : "", one.fault ? tag(one.fault, "bad") : "")],
  ["用时", (one) => `${one.milliseconds}\u00a0ms`],
];

const block = (title, text) => [
  element("h3", { className: "part" }, title), element("pre", { tabIndex: 0 }, text === "" ? "（空）" : text),
];

function copying(text) {
  const made = element("button", { type: "button" }, "复制 curl");
  made.addEventListener("click", () => busy(made, async () => {
    await navigator.clipboard.writeText(text);
    toast("已复制");
  }));
  return made;
}

const spelled = (message) => message.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");

function pretty(message) {
  const rest = message.is_whole ? "" : `\n（共 ${message.octets} 字节）`;
  try {
    return JSON.stringify(JSON.parse(message.body), null, 2) + rest;
  } catch {
    return message.body + rest;
  }
}

// What stands under a row of the log.
export async function requestDetails({ id }) {
  const one = await get(`/sandbox/requests/${id}`);
  const signature = one.signature === undefined ? [] : [
    element("p", { className: "alert" }, `签名：${mistakes[one.signature.mistake] ?? one.signature.mistake}`),
    element("div", { className: "beside" },
      element("div", {}, ...block("应当签名的内容", one.signature.expected)),
      element("div", {}, ...block("与签名相符的内容",
        one.signature.signed ?? "没有找到：请逐字节对照，并检查私钥或密钥"))),
  ];
  return element("div", {}, ...signature,
    ...block("地址", `${one.summary.method} ${one.summary.origin}${one.summary.target}`),
    element("div", { className: "beside" },
      element("div", {}, ...block("请求头", spelled(one.request)), ...block("请求体", pretty(one.request))),
      element("div", {}, ...block("回答头", spelled(one.answer)), ...block("回答体", pretty(one.answer)))),
    ...block("curl", one.curl), copying(one.curl));
}

export function startRequests(refreshAll) {
  const form = byId("request-filter");
  for (const name of Object.keys(filter)) {
    form[name].addEventListener("input", () => {
      filter[name] = form[name].value.trim();
      refreshAll();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.kind.append(...Object.entries(kinds).map(([value, text]) => element("option", { value }, text)));
  const clear = byId("clear-requests");
  clear.addEventListener("click", () => busy(clear, async () => {
    await remove("/sandbox/requests");
    await refreshAll();
  }));
}
