const { act, load, typed } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { appNumber, kumquat } = require("../../lib/server.js");

Page({
  data: {
    state: "loading", error: "", busy: false, isRegistered: false, user: null, sessions: [],
    nickname: "", picture: "", sexes: ["保密", "男", "女"], sex: 0,
  },

  onShow() {
    this.load();
  },
  onPullDownRefresh() {
    this.load();
  },

  load() {
    return load(this, async () => {
      if (!kumquat.me().openid) await kumquat.logIn();
      const [{ is_registered: isRegistered }, sessions] = await Promise.all([
        kumquat.wxAuth.isOpenidRegistered(),
        kumquat.session.list(),
      ]);
      return { isRegistered, sessions };
    });
  },

  // The profile

  typed,
  setSex({ detail }) {
    this.setData({ sex: Number(detail.value) });
  },
  save() {
    const { nickname, sex } = this.data;
    return act(this, () =>
      kumquat.points.update({ nickname: nickname || undefined, sex }), "资料已保存");
  },
  async takeAvatar({ detail }) {
    const kept = await act(this, () =>
      kumquat.points.uploadAvatar({ image: detail.avatarUrl }), "头像已更新");
    if (kept) this.setData({ picture: kept.avatar });
  },
  takeProfile() {
    return act(this, async () => kumquat.points.update(await phone.profile()), "资料已更新");
  },

  // One account in several mini-programs

  async look() {
    const found = await act(this, () => kumquat.smallapp.login({ app_id: appNumber }));
    if (!found) return;
    this.setData({ user: found.user || null });
    if (!found.oauthed) wx.showToast({ title: "还没有授权", icon: "none" });
  },
  async authorize() {
    const user = await act(this, async () => {
      const sealed = await phone.profile();
      return kumquat.smallapp.oauth(Object.assign({ app_id: appNumber }, sealed));
    }, "授权成功");
    if (user) this.setData({ user });
  },
  async takeShared({ detail }) {
    const kept = await act(this, () =>
      kumquat.smallapp.uploadAvatar({ image: detail.avatarUrl }), "头像已更新");
    if (kept) this.setData({ "user.avatar": kept.avatar });
  },

  // Log-ins

  async renew() {
    if (await act(this, () => kumquat.session.renew(), "已续期七天")) this.load();
  },
  async end({ currentTarget }) {
    const { id } = currentTarget.dataset;
    if (await act(this, () => kumquat.session.logout({ id }), "已下线")) this.load();
  },
  async endOthers() {
    const done = await act(this, () => kumquat.session.logoutAll({ keep_current: true }));
    if (!done) return;
    wx.showToast({ title: `已下线 ${done.ended} 处`, icon: "none" });
    this.load();
  },
  async delete() {
    if (!(await phone.confirmed("注销账号", "积分、订单和奖品都会失去，不能恢复。"))) return;
    if (!(await act(this, () => kumquat.account.delete({ confirm: true }), "账号已注销"))) return;
    kumquat.forget();
    this.setData({ user: null, picture: "", nickname: "", state: "loading" });
    wx.switchTab({ url: "/pages/home/home" });
  },
});
