const { act, load, more } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");
const { task } = require("../../lib/words.js");

const SIZE = 20;
const LISTS = [
  (page) => kumquat.treasure.getMyRelease({ page }),
  (page) => kumquat.treasure.getMyPartake({ page }),
  (page) => kumquat.treasure.getMyPrize({ page }),
];

Page({
  data: {
    state: "loading", error: "", busy: false, tab: 0, tabs: ["我藏的", "我挖的", "我挖到的"],
    info: {}, rows: [], isEnd: false, isReading: false, profile: null, avatar: "",
  },

  onShow() {
    this.load();
  },

  async read(page) {
    return (await LISTS[this.data.tab](page)).map(task);
  },

  load() {
    return load(this, async () => {
      const [info, rows] = await Promise.all([kumquat.treasure.getMyInfo(), this.read(1)]);
      return { info, rows, next: 2, isEnd: rows.length < SIZE };
    });
  },

  onReachBottom() {
    more(this, (page) => this.read(page), SIZE, 1);
  },

  choose({ currentTarget }) {
    this.setData({ tab: currentTarget.dataset.tab, state: "loading", rows: [] });
    this.load();
  },

  open({ detail }) {
    wx.navigateTo({ url: `/pages/task/task?code=${detail.code}` });
  },

  /** Name and picture as WeChat seals them, by the log-in of this contract. */
  async takeProfile() {
    const profile = await act(this, async () =>
      kumquat.treasure.userLogin(await phone.profile()), "资料已更新");
    if (profile) this.setData({ profile, avatar: profile.avatarUrl });
  },

  async takeAvatar({ detail }) {
    const kept = await act(this, () =>
      kumquat.treasure.uploadAvatar({ image: detail.avatarUrl }), "头像已更新");
    if (kept) this.setData({ avatar: kept.avatar });
  },
});
