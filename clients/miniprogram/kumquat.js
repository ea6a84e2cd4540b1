// Kumquat's client for mini-programs, see docs/client.md. Made by `make openapi`: change it there.
"use strict";

const CONTRACTS = { wxAuth: "wx_auth", session: "sessions", account: "sessions" };
// The log-in is over, or its identity is gone: another one helps.
const OVER = [401, -401, 10007, 70010, 8527];
const PATIENCE = 10;

/** The server has answered, and said no. `text` is Chinese, and may be shown as it is. */
class Refusal extends Error {
  constructor(call, code, text, status, requestID) {
    super(text);
    const group = call.split(".")[0];
    Object.assign(this, { name: "Refusal", call, code, text, status, requestID });
    this.contract = CONTRACTS[group] || group;
  }
}

/** No answer came: what was asked for may have been done, or not. */
class NoAnswer extends Error {
  constructor(reason) {
    super(reason);
    Object.assign(this, { name: "NoAnswer", text: "网络不给力，请稍后再试", reason });
  }
}

// Not `instanceof`: compiled down to ES5, a class that extends Error is none of its own.
const isRefusal = (error, call) =>
  !!error && error.name === "Refusal" && (!call || error.call === call);

const camel = (path) =>
  path.replace(/\/$/, "").replace(/[/_](\w)/g, (_, letter) => letter.toUpperCase());

const without = (object, names) => {
  const rest = {};
  for (const name of Object.keys(object)) if (!names.includes(name)) rest[name] = object[name];
  return rest;
};

/** What a body says: its number, its text, and what is in the envelope. */
const open = (group, body) => {
  const isTreasure = group === "treasure";
  const envelope = isTreasure ? ["status", "msg"] : ["code", "msg", "message", "detail"];
  const code = body[envelope[0]];
  const text = body.msg || body.message || body.detail || "";
  if (Array.isArray(body.results)) return { code, text, value: body.results[0] };
  const rest = without(body, envelope);
  const { data } = rest;
  const isAll = data === undefined || (Array.isArray(data) && Object.keys(rest).length > 1);
  return { code, text, value: isAll ? rest : data };
};

/** The number of what is no answer of the contract: a page of a proxy, say. */
const foreign = (group, status) =>
  group === "merchants" ? 500 : group === "treasure" || group === "wxAuth" ? status : -status;

const read = (group, { status, data }) => {
  let body = data;
  try {
    if (typeof body === "string") body = JSON.parse(body);
  } catch (error) {
    body = null;
  }
  const opened = body && typeof body === "object" ? open(group, body) : {};
  return typeof opened.code === "number"
    ? opened
    : { code: foreign(group, status), text: "服务异常，请稍后再试" };
};

const header = (answer, wanted) => {
  const name = Object.keys(answer.header).find((one) => one.toLowerCase() === wanted);
  return name && answer.header[name];
};

const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const exchange = ({ url, method, data, header, file }) =>
  new Promise((resolve, reject) => {
    const common = {
      url,
      header,
      success: (answer) =>
        resolve({ status: answer.statusCode, data: answer.data, header: answer.header || {} }),
      fail: ({ errMsg }) => reject(new NoAnswer(errMsg)),
    };
    if (!file) return wx.request(Object.assign(common, { method, data }));
    const formData = without(data, [file]);
    return wx.uploadFile(Object.assign(common, { name: file, filePath: data[file], formData }));
  });

const wechatCode = () =>
  new Promise((resolve, reject) =>
    wx.login({
      success: ({ code }) => resolve(code),
      fail: ({ errMsg }) => reject(new NoAnswer(errMsg)),
    }));

const connect = (options) => {
  const origin = options.origin.replace(/\/+$/, "");
  const app = options.appid || wx.getAccountInfoSync().miniProgram.appId;
  const place = `kumquat ${origin} ${app}`;
  const client = {};
  let session = wx.getStorageSync(place) || {};
  let flight = null;

  const isGood = () => !!session.token && Date.now() < session.until - 30000;

  const keep = (answer) => {
    if (!answer || typeof answer.token !== "string") return;
    const known = answer.account || answer;
    session = {
      token: answer.token,
      until: Date.now() + answer.expires_in * 1000,
      openid: known.openid || session.openid,
      unionid: known.unionid || session.unionid,
    };
    wx.setStorageSync(place, session);
  };

  /** Logs in; however many ask at once, it is done once. */
  const logIn = (params) => {
    if (!flight) {
      const landed = () => (flight = null);
      flight = Promise.resolve().then(() =>
        options.logIn ? options.logIn(params || {}) : client.points.login(params));
      flight.then(landed, landed);
    }
    return flight;
  };

  const fill = async (call, given) => {
    const data = {};
    for (const name of Object.keys(given || {})) {
      if (given[name] !== undefined && given[name] !== null) data[name] = given[name];
    }
    const offer = (flag, name, value) => {
      if (call.flags.includes(flag) && data[name] === undefined && value) data[name] = value;
    };
    offer("o", "openid", session.openid);
    offer("u", "unionid", session.unionid);
    offer("a", "appid", options.appid);
    if (call.flags.includes("c") && !data.code) data.code = await (options.code || wechatCode)();
    return data;
  };

  const perform = async (call, given, extras) => {
    const { group, flags } = call;
    const { key } = extras || {};
    const mayRepeat = call.method === "GET" || !!key;
    let attempts = 0;
    let mayLogIn = !flags.includes("c");
    for (;;) {
      const lacksOpenid = flags.includes("o") && !session.openid && !(given || {}).openid;
      if (flags.includes("t") && (!isGood() || lacksOpenid)) await logIn();
      const data = await fill(call, given);
      const token = flags.includes("c") ? undefined : session.token;
      const head = { Accept: "application/json" };
      if (token) head.Authorization = `Bearer ${token}`;
      if (key) head["Idempotency-Key"] = key;
      let answer;
      try {
        answer = await exchange(Object.assign({}, call, { url: origin + call.path, data, header: head }));
      } catch (error) {
        if (!mayRepeat || attempts > 0) throw error;
        attempts += 1;
        continue;
      }
      const { code, text, value } = read(group, answer);
      if (answer.status === 200 && code === 0) {
        keep(value);
        return value;
      }
      if (token && mayLogIn && (answer.status === 401 || OVER.includes(code))) {
        mayLogIn = false;
        if (session.token === token) await logIn();
        continue;
      }
      const wait = Number(header(answer, "retry-after") || NaN);
      const isBusy = answer.status === 429 || answer.status === 503;
      if (mayRepeat && isBusy && wait <= PATIENCE && attempts < 2) {
        attempts += 1;
        await sleep(wait);
        continue;
      }
      throw new Refusal(call.name, code, text, answer.status, header(answer, "x-request-id"));
    }
  };

  for (const group of Object.keys(CALLS)) {
    const [base, ...calls] = CALLS[group].split(" ");
    client[group] = {};
    for (const line of calls) {
      const [path, flags, file] = line.split(":");
      const name = camel(path);
      const method = flags.includes("P") ? "POST" : "GET";
      const call = { group, name: `${group}.${name}`, path: base + path, method, flags, file };
      client[group][name] = (params, extras) => perform(call, params, extras);
    }
  }

  /** A file for any address; what the envelope holds. */
  const upload = (path, name, filePath, fields) => {
    const groups = Object.keys(CALLS).filter((one) => path.startsWith(CALLS[one].split(" ")[0]));
    const group = groups.sort((a, b) => CALLS[b].indexOf(" ") - CALLS[a].indexOf(" "))[0] || "points";
    const call = { group, name: `${group}.upload`, path, method: "POST", flags: "Pt", file: name };
    return perform(call, Object.assign({ [name]: filePath }, fields));
  };

  /** Any address, with the token; the answer as it came. */
  const raw = async (method, path, data) => {
    if (!isGood()) await logIn();
    const head = { Accept: "application/json", Authorization: `Bearer ${session.token}` };
    return exchange({ url: origin + path, method, data, header: head });
  };

  const forget = () => {
    session = {};
    wx.removeStorageSync(place);
  };

  return Object.assign(client, {
    logIn,
    upload,
    raw,
    forget,
    me: () => ({ openid: session.openid, unionid: session.unionid, isLoggedIn: isGood() }),
  });
};

module.exports = { connect, Refusal, NoAnswer, isRefusal };

// Address, flags and the field of a file. P: POST. t: with a token. c: `code` is wx.login's.
// o, u, a: `openid`, `unionid`, `appid` are filled in.
const CALLS = {
  points: "/api/ login/:ca update/:Pto upload_avatar/:Pt:image query_balance/:to sign/:Pto query_share_code/:to query_share_record/:to query_point_record/:to wx_run/:Pto auth_status/:to wx_phone/:Pto sign_status/:to upload/:Pto:image apply_audit/:Pto rank_by_balance/:to query_upload/:to",
  wxAuth: "/miniprog/wx_auth/ get_openid_by_code:ca is_openid_registered:o register:Pto login:Pto upload_avatar:Pt:image",
  treasure: "/api/treasure/ userLogin:ca uploadAvatar:Pt:image getTaskList:tu getTaskDetails:tu postTask:Ptu getSharePic:Ptu getTaskUser:tu uploadFile:Ptu:file payTask:Ptu getMyInfo:tu getMyRelease:tu getMyPartake:tu getMyPrize:tu digTask:Ptu publishTask:Ptu drawPrize:Ptu verifyPrize:Ptu endTask:Ptu getTaskWinners:tu proof:",
  merchants: "/api/user/ wxLogin:Pca login:Pt loginWithSceneId:Pt sms/verify_code:Pt area/tree:t area/cities/withHot:t area/getByGps:t merchant/categories/tree:t merchants:t merchant/detail:t goods:t goods/detail:t orders:t order/detail:t order/buy:Pt order/pay:Pt order/cancel:Pt order/refund:Pt",
  smallapp: "/api/smallapp/ login:Pc oauth:Pt uploadAvatar:Pt:image",
  session: "/api/session/ list:t renew:Pt logout:Pt logout_all:Pt",
  account: "/api/account/ delete:Pt",
};
