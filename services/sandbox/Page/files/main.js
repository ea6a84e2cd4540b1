// Keeps the page as the sandbox is: asks again every two seconds while somebody looks.

import { get, post } from "./api.js";
import { busy, byId, element, moment, toast } from "./dom.js";
import { startFaults } from "./faults.js";
import { lists, read, show } from "./lists.js";
import { refreshPhone, startPhone } from "./phone.js";
import { startRequests } from "./requests.js";

const pollMilliseconds = 2000;
const partLength = 50;
const longest = 1000;

let open = lists.find((list) => `#${list.name}` === location.hash) ?? lists[0];
let limit = partLength;
let drawn = "";
let text = "";
let running;

function drawTabs() {
  byId("tabs").replaceChildren(...lists.map((list) => {
    const tab = element("button", { type: "button" }, list.title);
    tab.setAttribute("aria-current", String(list === open));
    tab.addEventListener("click", () => {
      history.replaceState(null, "", `#${list.name}`);
      choose(list);
    });
    return tab;
  }));
  byId("fault-form-place").hidden = open.name !== "faults";
  byId("request-filter").hidden = open.name !== "requests";
  byId("tabs").querySelector("[aria-current=true]").scrollIntoView({ block: "nearest", inline: "nearest" });
}

function choose(list) {
  open = list;
  limit = partLength;
  drawn = "";
  const position = lists.indexOf(list);
  drawTabs();
  byId("tabs").children[position].focus();
  return refresh();
}

function drawStatus(status) {
  byId("now").textContent = moment(status.now);
  const offset = byId("offset");
  const seconds = Math.round(status.offset_milliseconds / 1000);
  offset.hidden = seconds === 0;
  offset.textContent = `${seconds > 0 ? "+" : ""}${seconds} 秒`;
  const seed = status.seed === undefined ? "" : ` · seed ${status.seed}`;
  const faults = status.faults ? ` · ${status.faults} 个故障等待中` : "";
  live(true, `实时 · ${status.users} 个用户${faults}${seed}`);
}

function live(isOn, text) {
  const place = byId("live");
  place.className = `live ${isOn ? "on" : "off"}`;
  if (place.textContent !== text) place.textContent = text;
}

async function drawList() {
  const list = open;
  const wanted = text;
  const data = await read(list, limit, wanted);
  if (list !== open || wanted !== text) return;
  byId("more").hidden = data?.next === undefined || limit >= longest;
  const seen = wanted + JSON.stringify(data);
  if (seen === drawn) return;
  drawn = seen;
  show(byId("list"), list, data, refresh, wanted);
}

// One at a time: who asks while another runs gets a fresh one behind it.
function refresh() {
  running = (running ?? Promise.resolve()).then(refreshOnce, refreshOnce);
  return running;
}

async function refreshOnce() {
  try {
    drawStatus(await get("/sandbox/status"));
    await Promise.all([drawList(), refreshPhone(refresh)]);
  } catch (error) {
    live(false, error instanceof TypeError ? "沙箱没有回答，正在重试…" : error.message);
  }
}

function startClock() {
  for (const one of document.querySelectorAll("[data-advance]")) {
    one.addEventListener("click", () => busy(one, () => move({ advance_seconds: Number(one.dataset.advance) })));
  }
  const reset = byId("clock-reset");
  reset.addEventListener("click", () => busy(reset, () => move({ reset: true })));
}

async function move(step) {
  const { now } = await post("/sandbox/clock", step);
  toast(`沙箱时间：${moment(now)}`);
  await refresh();
}

function startReset() {
  const dialog = byId("confirm-reset");
  byId("reset").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "reset") return;
    busy(byId("reset"), async () => {
      const seed = byId("seed").value.trim();
      await post("/sandbox/reset", seed === "" ? {} : { seed: Number(seed) });
      toast("已重置");
      await refresh();
    });
  });
}

byId("more").addEventListener("click", () => {
  limit = Math.min(limit < 200 ? limit + partLength : limit + 200, longest);
  refresh();
});
addEventListener("hashchange", () => {
  const list = lists.find((one) => `#${one.name}` === location.hash);
  if (list && list !== open) choose(list);
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
drawTabs();
startClock();
startReset();
startPhone(refresh);
startFaults(refresh);
startRequests(refresh);
byId("search").addEventListener("input", () => {
  text = byId("search").value.trim();
  limit = partLength;
  refresh();
});
await refresh();
document.documentElement.dataset.ready = "true";
setInterval(() => { if (!document.hidden) refresh(); }, pollMilliseconds);
