// The form for what is to go wrong.

import { post, remove } from "./api.js";
import { busy, byId, element, toast } from "./dom.js";

const places = [
  "/sns/jscode2session", "/cgi-bin/token", "/cgi-bin/stable_token", "/wxa/business/getuserphonenumber",
  "/cgi-bin/message/subscribe/send", "/sns/*", "/wxa/*", "/v3/*", "/v3/pay/transactions/jsapi",
  "/v3/refund/domestic/refunds", "/v3/fund-app/mch-transfer/transfer-bills", "callback",
  "callback:payment", "callback:refund", "callback:transfer", "storage:auth", "storage:points", "storage:commerce",
];

const kinds = [
  ["timeout", "不回答"], ["slow", "很慢"], ["http500", "HTTP 500"], ["errcode", "错误码"],
  ["drop_before", "执行前断开"], ["drop_after", "执行后断开"], ["bad_signature", "错误签名"],
  ["clock_skew", "时钟偏差"], ["rotate_session_key", "更换 session_key"], ["unfetched", "图片下载失败"],
  ["duplicate_callback", "重复回调"], ["delay_callback", "延迟回调"], ["lose_callback", "丢失回调"],
  ["reorder_callback", "乱序回调"], ["wrong_amount", "金额不符"], ["stale_timestamp", "过期时间戳"],
  ["forge_callback", "伪造回调"], ["full", "磁盘已满（storage）"], ["io", "读写错误（storage）"],
];

function order(form) {
  const step = { path: form.path.value.trim(), kind: form.kind.value, times: Number(form.times.value || 1) };
  if (form.nth.value) step.nth = Number(form.nth.value);
  const code = form.code.value.trim();
  if (code && step.path.startsWith("/v3")) step.code = code;
  else if (code) step.errcode = Number(code);
  return step;
}

function submit(form, body, refreshAll) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(form.querySelector("button"), async () => {
      const { faults } = await post("/sandbox/faults", body(form));
      toast(`已添加 ${faults.length} 个故障`);
      await refreshAll();
    });
  });
}

export function startFaults(refreshAll) {
  const form = byId("new-fault");
  byId("places").append(...places.map((value) => element("option", { value })));
  form.kind.append(...kinds.map(([value, text]) => element("option", { value }, `${value} ${text}`)));
  submit(form, order, refreshAll);
  submit(byId("new-script"), (script) => script.steps.value, refreshAll);
  const clear = byId("clear-faults");
  clear.addEventListener("click", () => busy(clear, async () => {
    await remove("/sandbox/faults");
    await refreshAll();
  }));
}
