const { load, more } = require("../../lib/page.js");
const { kumquat } = require("../../lib/server.js");
const { order } = require("../../lib/words.js");

const SIZE = 20;
/** @type {{name: string, status?: 1 | 4 | 6 | 7}[]} */
const CHOICES = [
  { name: "全部" }, { name: "待付款", status: 1 }, { name: "待使用", status: 4 },
  { name: "已完成", status: 7 }, { name: "已退款", status: 6 },
];

Page({
  data: {
    state: "loading", error: "", choices: CHOICES, chosen: 0,
    rows: [], isEnd: false, isReading: false,
  },

  onShow() {
    this.load();
  },
  onPullDownRefresh() {
    this.load();
  },

  async read(page) {
    const { status } = CHOICES[this.data.chosen];
    return (await kumquat.merchants.orders({ status, page })).list.map(order);
  },

  load() {
    return load(this, async () => {
      const rows = await this.read(1);
      return { rows, next: 2, isEnd: rows.length < SIZE };
    });
  },
  onReachBottom() {
    more(this, (page) => this.read(page), SIZE, 1);
  },

  choose({ currentTarget }) {
    this.setData({ chosen: currentTarget.dataset.index, state: "loading", rows: [] });
    this.load();
  },
});
