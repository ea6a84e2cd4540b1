const { act, load, more } = require("../../lib/page.js");
const { kumquat } = require("../../lib/server.js");
const { task } = require("../../lib/words.js");

const SIZE = 20;
const read = async (page) => (await kumquat.treasure.getTaskList({ page })).map(task);

Page({
  data: { state: "loading", error: "", busy: false, rows: [], isEnd: false, isReading: false },

  onShow() {
    this.load();
  },
  onPullDownRefresh() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const rows = await read(1);
      return { rows, next: 2, isEnd: rows.length < SIZE };
    });
  },

  onReachBottom() {
    more(this, read, SIZE, 1);
  },

  open({ detail }) {
    wx.navigateTo({ url: `/pages/task/task?code=${detail.code}` });
  },

  /** A dig without looking: `postTask` with a code. The details dig by `digTask`, the same. */
  async dig({ currentTarget }) {
    const { code, index } = currentTarget.dataset;
    const found = await act(this, () => kumquat.treasure.postTask({ code }));
    if (!found) return;
    this.setData({ [`rows[${index}].is_cd`]: 1 });
    if (found.is_prize === 1) this.open({ detail: { code } });
    else wx.showToast({ title: "没挖到，等会儿再来", icon: "none" });
  },
});
