const { act, load, say } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { isRefusal, kumquat } = require("../../lib/server.js");
const { order: shown } = require("../../lib/words.js");

Page({
  data: { state: "loading", error: "", busy: false, order: {}, refund: null },

  onLoad({ no = "", scene = "" }) {
    this.no = no;
    // The code of another mini-program's order leads here (KUMQUAT_BRIDGE_PAGE names this page).
    this.scene = decodeURIComponent(scene);
  },
  onShow() {
    this.load();
  },
  onPullDownRefresh() {
    this.load();
  },

  load() {
    return load(this, async () => {
      if (this.scene) await this.enter();
      const order = shown(await this.read());
      return {
        order,
        mayReturn: order.items.length > 0 && order.items.every((item) => item.status === 1),
      };
    });
  },

  /** Whoever has no account here yet gets the one that the order belongs to. */
  async enter() {
    if (!kumquat.me().isLoggedIn) await kumquat.merchants.wxLogin();
    const { payload, userInfo } =
      await kumquat.merchants.loginWithSceneId({ sceneId: this.scene });
    this.scene = "";
    this.no = payload.order_no;
    this.owner = userInfo;
  },

  /** Whoever has an account of their own may pay somebody else's order, and sees nothing of it. */
  async read() {
    try {
      return await kumquat.merchants.orderDetail({ order_no: this.no });
    } catch (error) {
      if (!this.owner || !isRefusal(error, "merchants.orderDetail")) throw error;
      return {
        order_no: this.no, status: this.isPaid ? 4 : 1, merchant_name: `${this.owner.name}的订单` };
    }
  },

  async pay() {
    const paid = await act(this, async () => {
      const { sdk_config: given, bridge_url: link } =
        await kumquat.merchants.orderPay({ order_no: this.no });
      if (!given) return this.cross(link);
      await phone.pay(given);
      this.isPaid = true;
      return true;
    });
    if (paid) this.load();
  },

  /** Some orders are paid in the mini-program of their centre: by a page with its code. */
  async cross(link) {
    if (!(await phone.confirmed("在运营中心的小程序支付", "复制链接，在微信中打开并扫码支付。"))) return;
    wx.setClipboardData({ data: link, success: () => say("链接已复制") });
  },

  async cancel() {
    if (!(await phone.confirmed("取消订单", "取消后不能恢复。"))) return;
    const done = await act(this, () =>
      kumquat.merchants.orderCancel({ order_no: this.no }), "订单已取消");
    if (done) this.load();
  },

  async refund() {
    if (!(await phone.confirmed("申请退款", "未使用的券会全部退款，钱原路退回。"))) return;
    const refund = await act(this, () => kumquat.merchants.orderRefund({ order_no: this.no }));
    if (!refund) return;
    say(refund.status === 2 ? "已退款" : "退款处理中");
    this.setData({ refund });
    this.load();
  },

  copy({ currentTarget }) {
    wx.setClipboardData({ data: currentTarget.dataset.code, success: () => say("券码已复制") });
  },
});
