const { act, load } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");
const { eye } = require("../../lib/words.js");

Page({
  data: { state: "loading", error: "", busy: false, me: {}, isSigned: false, proved: {}, others: [] },

  onLoad({ scene }) {
    // Codes that name no page open the first one: a poster's leads on to its task.
    if (scene) wx.navigateTo({ url: `/pages/task/task?scene=${scene}` });
  },
  onShow() {
    this.load();
  },
  onPullDownRefresh() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const [me, { is_sign: isSigned }, proved] = await Promise.all([
        kumquat.points.queryBalance(),
        kumquat.points.signStatus(),
        kumquat.points.authStatus(),
      ]);
      return {
        me,
        isSigned,
        proved,
        eye: eye[proved.eye_status],
        others: [
          { name: "邮箱", done: proved.is_email },
          { name: "实名", done: proved.is_real_name },
          { name: "人脸", done: proved.is_face },
          { name: "公众号", done: proved.is_mp },
        ],
      };
    });
  },

  async sign() {
    if (await act(this, () => kumquat.points.sign(), "签到成功")) this.load();
  },

  async takePhone(event) {
    const done = await act(this, async () =>
      kumquat.points.wxPhone(await phone.phoneNumber(event)), "手机认证成功");
    if (done) this.load();
  },

  async takeSteps() {
    const done = await act(this, async () =>
      kumquat.points.wxRun(await phone.steps()), "微信运动已更新");
    if (done) this.load();
  },
});
