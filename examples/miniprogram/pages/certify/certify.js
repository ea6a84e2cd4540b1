const { act, load, say } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");
const { eye } = require("../../lib/words.js");

const MOST = 20;

Page({
  data: { state: "loading", error: "", busy: false, files: [], maySubmit: false },

  onLoad() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const { eye_status: status } = await kumquat.points.authStatus();
      return {
        status: eye[status],
        maySubmit: status === "need" || status === "failed",
        hasFailed: status === "failed",
      };
    });
  },

  /** Pictures are private: what is shown is a link of five minutes. */
  add() {
    return act(this, async () => {
      const paths = await phone.pictures(Math.min(9, MOST - this.data.files.length));
      for (const path of paths) {
        const { id } = await kumquat.points.upload({ image: path });
        const { thumbnail, url } = await kumquat.points.queryUpload({ id });
        if (this.data.files.some((file) => file.id === id)) say("这张已经在了");
        else this.setData({ files: this.data.files.concat({ id, thumbnail, url }) });
      }
    });
  },

  look({ currentTarget }) {
    const urls = this.data.files.map((file) => file.url);
    wx.previewImage({ urls, current: currentTarget.dataset.url });
  },

  remove({ currentTarget }) {
    const { id } = currentTarget.dataset;
    this.setData({ files: this.data.files.filter((file) => file.id !== id) });
  },

  async submit() {
    const files = this.data.files.map((file) => file.id);
    if (await act(this, () => kumquat.points.applyAudit({ files }), "已提交审核")) {
      this.setData({ files: [] });
      this.load();
    }
  },
});
