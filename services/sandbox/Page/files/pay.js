// What a phone does with money: pay, fail to pay, accept a transfer.

import { post } from "./api.js";
import { button, byId, element, toast } from "./dom.js";
import { nameOf } from "./phone.js";

export const state = (one) => one.trade_state ?? one.status ?? one.state ?? "";
// After a payment that failed the user may try again.
export const payable = (one) => ["NOTPAY", "PAYERROR"].includes(state(one));

export function amount(one) {
  if (typeof one.amount === "number") return one.amount;
  return one.amount?.refund ?? one.amount?.total ?? one.transfer_amount;
}

async function settle(order, result, refresh) {
  const answer = await post("/sandbox/pay", {
    // An order that names nobody is paid by whoever holds the phone.
    user: order.openid ? nameOf(order.openid) : byId("who").value,
    prepay_id: order.prepay_id, result,
  });
  const callback = answer.callback ?? {};
  const told = callback.sent ? `，回调得到 ${callback.status || "无回答"}` : "，没有回调";
  toast(`${answer.out_trade_no}：${answer.trade_state}${result === "success" ? told : ""}`);
  await refresh();
}

export const pay = {
  buttons: (order, refresh, where) => element("div", { className: "row" },
    button("支付", `pay:${where}:${order.prepay_id}`, () => settle(order, "success", refresh), "main"),
    button("支付失败", `fail:${where}:${order.prepay_id}`, () => settle(order, "fail", refresh))),
};

export const confirmTransfer = {
  isOpen: (one) => state(one) === "WAIT_USER_CONFIRM",
  button: (one, refresh, where) => confirmTransfer.isOpen(one)
    ? button("确认收款", `confirm:${where}:${one.out_bill_no}`, async () => {
      const answer = await post(`/sandbox/transfers/${encodeURIComponent(one.out_bill_no)}/confirm`);
      toast(`${one.out_bill_no}：${answer.state ?? "已确认"}`);
      await refresh();
    }, "main")
    : "",
};
