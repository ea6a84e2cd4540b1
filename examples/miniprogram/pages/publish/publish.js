const { act, typed } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { key, kumquat } = require("../../lib/server.js");

const number = (text) => (text === "" ? undefined : Number(text));

Page({
  data: {
    busy: false, path: "", kind: "1", way: "1", isPublic: true,
    wxname: "", name: "", synopsis: "",
    money: "1", prizes: "1", forecast: "10", interval: "", fluctuation: "",
  },

  typed,
  setKind({ detail }) {
    this.setData({ kind: detail.value });
  },
  setWay({ detail }) {
    this.setData({ way: detail.value });
  },
  setPublic({ detail }) {
    this.setData({ isPublic: detail.value });
  },

  async choose() {
    const paths = await act(this, () => phone.pictures(1));
    if (paths) this.setData({ path: paths[0] });
  },

  async submit() {
    const { path, kind, way, isPublic, wxname, name, synopsis, money, prizes } = this.data;
    const isMoney = kind === "1";
    const code = await act(this, async () => {
      const { url } = await kumquat.treasure.uploadFile({ file: path });
      const { code: made } = await kumquat.treasure.publishTask({
        goods_type: Number(kind),
        url,
        wxname: wxname || undefined,
        name,
        synopsis,
        prize_num: Number(prizes),
        forecast_num: Number(this.data.forecast),
        money: isMoney ? Number(money) : undefined,
        draw_type: isMoney ? undefined : Number(way),
        interval: prizes === "1" ? undefined : number(this.data.interval),
        fluctuation: prizes === "1" ? undefined : number(this.data.fluctuation),
        is_public: isPublic,
      }, { key: key() });
      return made;
    });
    if (!code) return;
    if (isMoney) {
      await act(this, async () => {
        const due = Number(money) * Number(prizes);
        await phone.pay(await kumquat.treasure.payTask({ code, money: due }));
      }, "支付完成，审核后上架");
    }
    wx.redirectTo({ url: `/pages/task/task?code=${code}` });
  },
});
