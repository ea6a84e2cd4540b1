// What h5_url opens: one order, which a user of the sandbox pays, and the way back to the shop.

import { get, post } from "./api.js";
import { busy, byId, button, element, toast, yuan } from "./dom.js";

const query = new URLSearchParams(location.search);
const prepayID = query.get("prepay_id") ?? "";
const open = ["NOTPAY", "PAYERROR"];

// Only an address of the web is a way back.
function back() {
  const text = query.get("redirect_url");
  if (!text || !URL.canParse(text)) return;
  const url = new URL(text);
  if (!["http:", "https:"].includes(url.protocol)) return;
  byId("back").replaceChildren(element("a", { href: url.href, rel: "noreferrer" }, "返回商家"));
}

function show(order) {
  byId("order").replaceChildren(
    element("strong", {}, yuan(order.amount.total)), ` ${order.description} `,
    element("span", { className: "code quiet" }, order.out_trade_no),
    ` ${order.trade_state_desc}`,
  );
  byId("actions").replaceChildren(...(open.includes(order.trade_state) ? [
    element("div", { className: "row" },
      button("支付", "pay", () => settle("success"), "main"),
      button("支付失败", "fail", () => settle("fail"))),
  ] : []));
}

async function settle(result) {
  const answer = await post("/sandbox/pay", {
    user: byId("who").value, prepay_id: prepayID, result,
  });
  const { sent, status } = answer.callback ?? {};
  toast(`${answer.out_trade_no}：${answer.trade_state}${sent ? `，回调得到 ${status || "无回答"}` : ""}`);
  await refresh();
}

async function refresh() {
  show(await get(`/sandbox/orders/${encodeURIComponent(prepayID)}`));
}

async function start() {
  const { users } = await get("/sandbox/users?limit=200");
  byId("who").replaceChildren(...users.map((user) =>
    element("option", { value: user.name }, `${user.nickname || user.name}（${user.name}）`)));
  await refresh();
}

back();
busy(document.body, start).finally(() => { document.documentElement.dataset.ready = "true"; });
