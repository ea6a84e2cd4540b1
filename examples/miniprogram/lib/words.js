// Numbers of the contracts in words.
const ORDER = {
  1: "待付款", 2: "已取消", 3: "已关闭", 4: "待使用", 6: "已退款", 7: "已完成",
};
const VOUCHER = { 1: "未使用", 2: "已核销", 3: "已退款" };
const TASK = {
  awaiting_payment: "待付款", checking: "审核中", open: "进行中", ended: "已结束",
  settled: "已结束", refused: "未通过", blocked: "已下架",
};
const EYE = { success: "已完成", audit: "审核中", failed: "未通过", need: "未提交" };

/** A task as its card shows it. */
const task = (one) => Object.assign({}, one, {
  title: one.goods_type === 1 ? `【现金红包${one.money}元】${one.name}` : one.name,
  stateWords: TASK[one.state] || "",
  isOpen: one.state === "open",
});

const order = (one) => {
  const items = (one.items || []).map((item) =>
    Object.assign({}, item, { statusWords: VOUCHER[item.status] || "" }));
  // A voucher is taken back at once; the order follows when the money is.
  const isOnItsWay = one.status === 4 && items.length > 0 && items.every((item) => item.status === 3);
  return Object.assign({}, one, {
    items, statusWords: isOnItsWay ? "退款中" : ORDER[one.status] || "",
  });
};

/** Metres, as people say them. */
const distance = (metres) => {
  if (metres === undefined) return "";
  return metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`;
};

module.exports = { distance, eye: EYE, order, task };
