const { act, isCancelled, load, more, say, typed, words } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { isRefusal, key, kumquat } = require("../../lib/server.js");
const { distance } = require("../../lib/words.js");

const SIZE = 100;

Page({
  data: {
    state: "loading", error: "", busy: false, shop: {}, rows: [], isEnd: false, isReading: false,
    good: null, number: 1, mobile: "", due: "",
  },

  onLoad({ id }) {
    this.id = Number(id);
    this.load();
  },

  load() {
    return load(this, async () => {
      const place = phone.lastPlace();
      const [shop, { list: rows }] = await Promise.all([
        kumquat.merchants.merchantDetail(Object.assign({ id: this.id }, place)),
        kumquat.merchants.goods({ merchant_id: this.id }),
      ]);
      wx.setNavigationBarTitle({ title: shop.name });
      return {
        shop,
        far: distance(shop.distance),
        hours: shop.business_time.join(" – "),
        rows,
        next: 2,
        isEnd: rows.length < SIZE,
      };
    });
  },

  onReachBottom() {
    more(this, async (page) =>
      (await kumquat.merchants.goods({ merchant_id: this.id, page })).list, SIZE, 1);
  },

  call() {
    wx.makePhoneCall({ phoneNumber: this.data.shop.contacter_phone });
  },
  copy() {
    wx.setClipboardData({ data: this.data.shop.address, success: () => say("地址已复制") });
  },

  async open({ currentTarget }) {
    const { id } = currentTarget.dataset;
    const good = await act(this, () => kumquat.merchants.goodsDetail({ id }));
    if (!good) return;
    const pictures = good.pic_list.length > 0 ? good.pic_list : [good.pic];
    this.setData({ good: Object.assign({}, good, { pictures }) });
    this.setNumber(1);
  },
  close() {
    this.setData({ good: null });
  },

  setNumber(number) {
    const fen = Math.round(Number(this.data.good.price) * 100) * number;
    this.setData({ number, due: (fen / 100).toFixed(2) });
  },
  fewer() {
    if (this.data.number > 1) this.setNumber(this.data.number - 1);
  },
  further() {
    const { number, good } = this.data;
    if (number < Math.min(good.stock || 100, good.per_user || 100)) this.setNumber(number + 1);
  },
  typed,

  async buy() {
    const { good, number, mobile } = this.data;
    const order = await act(this, () => this.place({
      goods_id: good.id, number, notify_mobile: mobile || undefined }));
    if (!order || !order.order_no) return;
    this.setData({ good: null });
    if (order.sdk_config) {
      try {
        await phone.pay(order.sdk_config);
      } catch (error) {
        if (!isCancelled(error)) say(words(error));
      }
    }
    wx.navigateTo({ url: `/pages/order/order?no=${order.order_no}` });
  },

  /** Orders need an account with a mobile: whoever has none is led to it. */
  async place(wanted) {
    try {
      return await kumquat.merchants.orderBuy(wanted, { key: key() });
    } catch (error) {
      if (!isRefusal(error, "merchants.orderBuy") || error.code !== 10003) throw error;
      if (await phone.confirmed("请先登记手机号", "下单需要已验证的手机号，现在去登记吗？")) {
        wx.navigateTo({ url: "/pages/register/register" });
      }
      return {};
    }
  },
});
