// What only a phone can do. In WeChat's developer tools the sandbox does it instead.
const { sandbox, sandboxUser } = require("../config.js");

const isSandboxed = !!sandbox && wx.getSystemInfoSync().platform === "devtools";

/** Makes a promise of what calls back: `done` is {success, fail}. */
const promised = (start) => new Promise((success, fail) => start({ success, fail }));

const ask = async (path, data, method = "POST") => {
  const { statusCode, data: answer } = await promised((done) =>
    wx.request(Object.assign(done, { url: sandbox + path, method, data })));
  if (statusCode === 200) return answer;
  throw new Error(`沙箱：${(answer.error || {}).message || statusCode}`);
};

/** What `wx.login` gives; nothing where the client shall ask it itself. */
const code = isSandboxed
  ? async () => (await ask("/sandbox/code", { user: sandboxUser })).code
  : undefined;

/** What the button `getPhoneNumber` has told: {code}, or {encryptedData, iv} of older WeChats. */
const phoneNumber = async ({ detail }) => {
  if (isSandboxed) return { code: (await ask("/sandbox/phone-code", { user: sandboxUser })).code };
  const { code: given, encryptedData, iv, errMsg } = detail;
  if (given) return { code: given };
  if (encryptedData) return { encryptedData, iv };
  throw { errMsg };
};

const sealed = async (kind) => {
  const { encryptedData, iv } = await ask("/sandbox/encrypt", { user: sandboxUser, kind });
  return { encryptedData, iv };
};

/** The profile as WeChat seals it; has to be asked for by a tap. */
const profile = async () => {
  if (isSandboxed) return sealed("profile");
  const { encryptedData, iv } = await promised((done) =>
    wx.getUserProfile(Object.assign(done, { desc: "用于完善会员资料" })));
  return { encryptedData, iv };
};

const steps = async () => {
  if (isSandboxed) return sealed("werun");
  const { encryptedData, iv } = await promised((done) => wx.getWeRunData(done));
  return { encryptedData, iv };
};

const pay = ({ timeStamp, nonceStr, package: prepay, signType, paySign }) => {
  const given = { timeStamp, nonceStr, package: prepay, signType, paySign };
  return isSandboxed
    ? ask("/sandbox/pay", Object.assign({ user: sandboxUser }, given))
    : promised((done) => wx.requestPayment(Object.assign(done, given)));
};

/**
 * Accepts a red packet.
 * @param {{mchId?: string, appId?: string, package?: string}} given
 */
const accept = async ({ mchId, appId, package: bill }) => {
  if (!isSandboxed) {
    return promised((done) =>
      wx.requestMerchantTransfer(Object.assign(done, { mchId, appId, package: bill })));
  }
  const { out_bill_no: number } = await ask("/sandbox/transfers", { package_info: bill }, "GET");
  return ask(`/sandbox/transfers/${number}/confirm`, { user: sandboxUser });
};

let here = null;
/** Where the phone is, as Chinese maps have it; null where its user does not tell. */
const place = async () => {
  try {
    const { longitude, latitude } = await promised((done) =>
      wx.getLocation(Object.assign(done, { type: "gcj02" })));
    here = { lng: longitude, lat: latitude };
  } catch (error) {
    here = null;
  }
  return here;
};
/** The same as it was told last, without asking. */
const lastPlace = () => here;

/** Paths of pictures that are chosen. */
const pictures = async (count) => {
  const { tempFiles } = await promised((done) =>
    wx.chooseMedia(Object.assign(done, { count, mediaType: ["image"], sizeType: ["compressed"] })));
  return tempFiles.map((file) => file.tempFilePath);
};

const confirmed = async (title, content) =>
  (await promised((done) => wx.showModal(Object.assign(done, { title, content })))).confirm;

module.exports = {
  accept, code, confirmed, lastPlace, pay, phoneNumber, pictures, place, profile, steps,
};
