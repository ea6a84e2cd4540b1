const { load, more } = require("../../lib/page.js");
const { kumquat } = require("../../lib/server.js");

const SIZE = 20;

Page({
  data: {
    state: "loading", error: "", tab: 0, tabs: ["明细", "排行榜"],
    rows: [], isEnd: false, isReading: false, best: [], place: 0,
  },

  onLoad() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const [rows, { data, rank }] = await Promise.all([
        kumquat.points.queryPointRecord({ index: 0, num: SIZE }),
        kumquat.points.rankByBalance(),
      ]);
      const best = data.map(([place, name, avatar, points]) => ({ place, name, avatar, points }));
      return { rows, next: 1, isEnd: rows.length < SIZE, best, place: rank };
    });
  },

  choose({ currentTarget }) {
    this.setData({ tab: currentTarget.dataset.tab });
  },

  onReachBottom() {
    if (this.data.tab === 0) {
      more(this, (index) => kumquat.points.queryPointRecord({ index, num: SIZE }), SIZE, 0);
    }
  },
});
