// The form for what is to go wrong.

import { get, post, remove } from "./api.js";
import { busy, byId, element, toast } from "./dom.js";

const titles = Object.fromEntries([
  ["timeout", "不回答"], ["slow", "很慢"], ["http500", "HTTP 500"], ["errcode", "错误码"],
  ["drop_before", "执行前断开"], ["drop_after", "执行后断开"], ["bad_signature", "错误签名"],
  ["clock_skew", "时钟偏差"], ["rotate_session_key", "更换 session_key"], ["unfetched", "图片下载失败"],
  ["duplicate_callback", "重复回调"], ["delay_callback", "延迟回调"], ["lose_callback", "丢失回调"],
  ["reorder_callback", "乱序回调"], ["wrong_amount", "金额不符"], ["stale_timestamp", "过期时间戳"],
  ["forge_callback", "伪造回调"], ["full", "磁盘已满"], ["io", "读写错误"],
]);

// Beginnings of addresses, which the sandbox does not list itself.
const beginnings = ["/sns/*", "/cgi-bin/*", "/wxa/*", "/v3/*"];
const timed = ["timeout", "slow", "delay_callback"];

const isPay = (form) => form.path.value.trim().startsWith("/v3");

function order(form) {
  const step = { path: form.path.value.trim(), kind: form.kind.value, times: Number(form.times.value || 1) };
  for (const name of ["nth", "milliseconds", "seconds", "status"]) {
    if (!form[name].disabled && form[name].value) step[name] = Number(form[name].value);
  }
  const code = form.code.disabled ? "" : form.code.value.trim();
  if (code && isPay(form)) step.code = code;
  else if (code) step.errcode = Number(code);
  return step;
}

// Only what means something at the chosen place, with the chosen kind.
function fit(form) {
  const kind = form.kind.value;
  const isStorage = form.path.value.startsWith("storage:");
  const use = {
    code: kind === "errcode", status: kind === "errcode" && isPay(form), milliseconds: timed.includes(kind),
    seconds: kind === "clock_skew", nth: !isStorage,
  };
  for (const [name, isUsed] of Object.entries(use)) {
    form[name].disabled = !isUsed;
    form[name].closest("label").hidden = !isUsed;
  }
  form.code.closest("label").firstChild.textContent = isPay(form) ? "code（错误码）" : "errcode（错误码）";
  form.code.placeholder = isPay(form) ? "SYSTEM_ERROR" : "-1";
}

// What can go wrong at the place, as the sandbox says itself.
async function offer(form) {
  const path = form.path.value.trim();
  const known = path === "" ? [] : (await get(`/sandbox/fault-places?path=${encodeURIComponent(path)}`)).kinds;
  if (path !== form.path.value.trim()) return;
  const chosen = form.kind.value;
  form.kind.replaceChildren(...known.map((value) =>
    element("option", { value }, `${titles[value] ?? ""} ${value}`.trim())));
  if (known.includes(chosen)) form.kind.value = chosen;
  form.path.setCustomValidity(path !== "" && known.length === 0 ? "没有这个地址" : "");
  form.querySelector("button").disabled = known.length === 0;
  fit(form);
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
  get("/sandbox/fault-places").then(({ places }) => {
    byId("places").append(...[...places, ...beginnings].map((value) => element("option", { value })));
  }, () => toast("没有读到可以出错的地址", true));
  for (const event of ["input", "change"]) {
    form.path.addEventListener(event, () => offer(form).catch((error) => toast(error.message, true)));
  }
  form.kind.addEventListener("change", () => fit(form));
  offer(form).catch((error) => toast(error.message, true));
  submit(form, order, refreshAll);
  submit(byId("new-script"), (script) => script.steps.value, refreshAll);
  const clear = byId("clear-faults");
  clear.addEventListener("click", () => busy(clear, async () => {
    await remove("/sandbox/faults");
    await refreshAll();
  }));
}
