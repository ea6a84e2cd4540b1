const { act, load, say, typed } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");

const GENDERS = ["保密", "男", "女"];

Page({
  data: {
    state: "loading", error: "", busy: false, account: null, genders: GENDERS,
    phone: "", nickname: "", birthday: "", gender: 0,
    bound: null, mobile: "", verifyCode: "", wait: 0,
  },

  onLoad() {
    this.load();
  },
  onUnload() {
    clearInterval(this.clock);
  },

  load() {
    return load(this, async () => {
      // What registering takes: a handle of this very log-in.
      const { is_registered: isKnown, session_key: handle } =
        await kumquat.wxAuth.getOpenidByCode();
      this.handle = handle;
      const account = isKnown ? (await kumquat.wxAuth.login({ session_key: handle })).account : null;
      const { userInfo } = await kumquat.merchants.wxLogin();
      return { account: this.shown(account), bound: userInfo || null };
    });
  },

  shown(account) {
    return account && Object.assign({}, account, { genderWords: GENDERS[account.gender] });
  },

  typed,
  setBirthday({ detail }) {
    this.setData({ birthday: detail.value });
  },
  setGender({ detail }) {
    this.setData({ gender: Number(detail.value) });
  },

  /** With the number of WeChat, in one tap. */
  registerByPhone(event) {
    return this.register(async () => {
      const { code, encryptedData, iv } = await phone.phoneNumber(event);
      return { code, encrypted_phone: encryptedData, iv };
    });
  },
  registerByHand() {
    return this.register(async () => ({ phone: this.data.phone }));
  },

  async register(number) {
    const { nickname, birthday, gender } = this.data;
    const made = await act(this, async () => kumquat.wxAuth.register(Object.assign({
      session_key: this.handle,
      nickname: nickname || undefined,
      birthday: birthday || undefined,
      gender: gender || undefined,
    }, await number())), "登记成功");
    if (!made) return;
    this.setData({ account: this.shown(made.account) });
    // A number that WeChat vouches for is good for orders, too.
    this.load();
  },

  async takeAvatar({ detail }) {
    const kept = await act(this, () =>
      kumquat.wxAuth.uploadAvatar({ image: detail.avatarUrl }), "头像已更新");
    if (kept) this.setData({ "account.avatar": kept.avatar });
  },

  // The mobile that orders need

  async send() {
    const { mobile } = this.data;
    const sent = await act(this, () => kumquat.merchants.smsVerifyCode({ mobile }));
    if (!sent) return;
    // The sandbox tells the code in its answer; in production only the message has it.
    say(sent.verify_code ? `验证码 ${sent.verify_code}` : "验证码已发送");
    this.setData({ wait: 60 });
    clearInterval(this.clock);
    this.clock = setInterval(() => {
      this.setData({ wait: this.data.wait - 1 });
      if (this.data.wait <= 0) clearInterval(this.clock);
    }, 1000);
  },

  async bind() {
    const { mobile, verifyCode } = this.data;
    const bound = await act(this, () =>
      kumquat.merchants.login({ mobile, verify_code: verifyCode }), "手机号已验证");
    if (bound) this.setData({ bound: bound.userInfo });
  },
});
