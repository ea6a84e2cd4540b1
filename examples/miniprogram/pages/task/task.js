const { act, load, say, typed } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");
const { task: shown } = require("../../lib/words.js");

const SIZE = 50;

Page({
  data: {
    state: "loading", error: "", busy: false, task: {}, users: [], isEnd: true, wait: 0,
    claim: null, isClaiming: false, name: "", phone: "", address: "",
    winners: [], proof: null, verifyCode: "",
  },

  onLoad({ code = "", scene = "", from = "" }) {
    // A poster's code opens the page with a scene; a shared card with the code and who shared it.
    this.given = scene
      ? { scene: decodeURIComponent(scene) }
      : { code, is_share: from ? true : undefined, from_unionid: from || undefined };
  },
  onShow() {
    this.load();
  },
  onUnload() {
    clearInterval(this.clock);
  },
  onPullDownRefresh() {
    this.load();
  },

  load() {
    return load(this, async () => {
      const task = shown(await kumquat.treasure.getTaskDetails(this.given));
      this.given = { code: task.code };
      this.count(task.is_cd === 1 ? task.time : 0);
      return {
        task,
        users: task.users,
        page: 2,
        isEnd: task.users.length < SIZE,
        percent: Math.min(100, Math.round((task.now_depth / task.max_depth) * 100)),
        mayDig: task.isOpen && task.is_mine === 0 && task.is_prize === 0,
        winners: task.is_mine === 1 && task.found_num > 0 ? await this.readWinners(task) : [],
      };
    });
  },

  readWinners({ code }) {
    return kumquat.treasure.getTaskWinners({ code });
  },

  /** The seconds until one may dig again; the server looks, whatever is shown here. */
  count(seconds) {
    clearInterval(this.clock);
    this.setData({ wait: seconds });
    if (seconds <= 0) return;
    this.clock = setInterval(() => {
      const wait = this.data.wait - 1;
      this.setData({ wait });
      if (wait <= 0) clearInterval(this.clock);
    }, 1000);
  },

  async dig() {
    const { code } = this.data.task;
    const found = await act(this, () => kumquat.treasure.digTask({ code }));
    if (!found) return;
    say(found.is_prize === 1 ? "挖到了！" : "没挖到，歇一会儿再来");
    this.load();
  },

  async readOn() {
    if (this.data.isEnd || this.data.busy) return;
    const { task: { code }, page } = this.data;
    const rows = await act(this, () => kumquat.treasure.getTaskUser({ code, page }));
    if (!rows) return;
    this.setData({
      users: this.data.users.concat(rows), page: page + 1, isEnd: rows.length < SIZE });
  },
  onReachBottom() {
    this.readOn();
  },

  // The prize

  typed,
  startClaim() {
    const { goods_type: kind, draw_type: way, is_draw: isDrawn } = this.data.task;
    if (kind === 2 && way === 2 && isDrawn === 0) return this.setData({ isClaiming: true });
    return this.claim();
  },
  closeClaim() {
    this.setData({ isClaiming: false, claim: null });
  },
  async claim() {
    const { task: { code }, name, phone: mobile, address } = this.data;
    const claim = await act(this, async () => {
      const given = await kumquat.treasure.drawPrize({ code, name, phone: mobile, address });
      if (given.state === "WAIT_USER_CONFIRM") await phone.accept(given);
      return given;
    });
    if (!claim) return;
    this.setData({ isClaiming: false, claim: claim.verify_code ? claim : null });
    if (claim.way === 2) say("已登记，请等待寄出");
    if (claim.way === 3) say(claim.is_draw === 1 ? "已到账" : "红包处理中");
    this.load();
  },

  // The publisher's side

  async pay() {
    const { code, money, prize_num: number } = this.data.task;
    const paid = await act(this, async () => {
      await phone.pay(await kumquat.treasure.payTask({ code, money: money * number }));
    }, "支付完成，稍后上架");
    if (paid) this.load();
  },

  async verify() {
    const { task: { code }, verifyCode } = this.data;
    const winner = await act(this, () =>
      kumquat.treasure.verifyPrize({ code, verify_code: verifyCode }));
    if (!winner) return;
    say(`已交给 ${winner.wxname || "中奖的朋友"}`);
    this.setData({ verifyCode: "" });
    this.load();
  },

  async end() {
    if (!(await phone.confirmed("结束任务", "没有挖到的红包会原路退回。"))) return;
    const { code } = this.data.task;
    if (await act(this, () => kumquat.treasure.endTask({ code }), "已结束")) this.load();
  },

  async prove() {
    const { code } = this.data.task;
    const proof = await act(this, () => kumquat.treasure.proof({ code }));
    if (proof) this.setData({ proof });
  },
  closeProof() {
    this.setData({ proof: null });
  },

  // Sharing

  async poster() {
    const { code } = this.data.task;
    const poster = await act(this, () => kumquat.treasure.getSharePic({ code }));
    if (poster) wx.previewImage({ urls: [poster.pic] });
  },
  onShareAppMessage() {
    const { code, title } = this.data.task;
    const from = kumquat.me().unionid || "";
    return { title: `来挖宝：${title}`, path: `/pages/task/task?code=${code}&from=${from}` };
  },
});
