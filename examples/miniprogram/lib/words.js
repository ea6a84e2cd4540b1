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

const order = (one) => Object.assign({}, one, {
  statusWords: ORDER[one.status] || "",
  items: (one.items || []).map((item) =>
    Object.assign({}, item, { statusWords: VOUCHER[item.status] || "" })),
});

/** Metres, as people say them. */
const distance = (metres) => {
  if (metres === undefined) return "";
  return metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`;
};

module.exports = { distance, eye: EYE, order, task };
