const { load, more, say } = require("../../lib/page.js");
const { kumquat } = require("../../lib/server.js");

const SIZE = 20;

Page({
  data: { state: "loading", error: "", mine: {}, rows: [], isEnd: false, isReading: false },

  onLoad() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const [mine, rows] = await Promise.all([
        kumquat.points.queryShareCode(),
        kumquat.points.queryShareRecord({ index: 0, num: SIZE }),
      ]);
      return { mine, rows, next: 1, isEnd: rows.length < SIZE };
    });
  },

  onReachBottom() {
    more(this, (index) => kumquat.points.queryShareRecord({ index, num: SIZE }), SIZE, 0);
  },

  copy() {
    wx.setClipboardData({ data: this.data.mine.share_code, success: () => say("邀请码已复制") });
  },

  onShareAppMessage() {
    const { share_code: code } = this.data.mine;
    return { title: "来金桔一起攒积分", path: `/pages/home/home?invite=${code}` };
  },
});
