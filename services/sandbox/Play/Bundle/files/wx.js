// `wx`: what a mini-program can ask WeChat for, answered by the sandbox, the browser, or on the spot.

import { allow, ask, drawn, fromDisk, make, toast, untoast } from "./dialogs.js";
import { calls } from "./table.js";
import { missing } from "./render.js";
import { copy } from "./parts.js";
import { forward } from "./forward.js";

const CITIES = [
  ["北京", 116.4074, 39.9142], ["上海", 121.4737, 31.2254], ["广州", 113.2906, 23.1352], ["深圳", 114.0579, 22.5631],
  ["杭州", 120.17, 30.2741], ["成都", 104.0657, 30.6595], ["重庆", 106.5366, 29.563], ["武汉", 114.3054, 30.5831],
  ["西安", 108.9402, 34.2616], ["南京", 118.7969, 32.0553],
];
const SCOPES = { "scope.userLocation": "你的位置信息", "scope.werun": "你的微信运动步数", "scope.writePhotosAlbum": "保存图片到你的相册" };
const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`;

export function makeWx(phone) {
  const wx = {};
  const fail = (text) => { throw new Error(text); };

  // By callbacks where there are any, else by a promise, as WeChat does both.
  const define = (name, work) => {
    wx[name] = (options = {}) => {
      const run = (async () => ({ errMsg: `${name}:ok`, ...(await work(options)) }))().catch((error) => {
        throw { errMsg: `${name}:fail ${error.message}`, ...error.extra };
      });
      const { success, fail: failed, complete } = options ?? {};
      if (!success && !failed && !complete) {
        const answer = run;
        answer.catch(() => {});
        return answer;
      }
      const told = (callback, value) => phone.attempt(() => callback?.(value));
      run.then((value) => { told(success, value); told(complete, value); }, (error) => { told(failed, error); told(complete, error); });
      return undefined;
    };
  };
  const sync = (name, work) => { wx[name] = work; };

  // Storage, by user and app

  const shelf = `play:${phone.appid}:${phone.user.name}:`;
  const keep = (kind, key, value) => localStorage.setItem(`${shelf}${kind}:${key}`, JSON.stringify({ value }));
  const kept = (kind, key) => {
    const text = localStorage.getItem(`${shelf}${kind}:${key}`);
    return text === null ? undefined : JSON.parse(text).value;
  };
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(`${shelf}data:`)).map((key) => key.slice(shelf.length + 5));
  const forget = (key) => localStorage.removeItem(`${shelf}data:${key}`);
  sync("setStorageSync", (key, data) => keep("data", key, data));
  sync("getStorageSync", (key) => kept("data", key) ?? "");
  sync("removeStorageSync", forget);
  sync("clearStorageSync", () => keys().forEach(forget));
  sync("getStorageInfoSync", () => ({ keys: keys(), currentSize: 1, limitSize: 10240 }));
  define("setStorage", ({ key, data }) => keep("data", key, data));
  define("getStorage", ({ key }) => (kept("data", key) === undefined ? fail("data not found") : { data: kept("data", key) }));
  define("removeStorage", ({ key }) => forget(key));
  define("clearStorage", () => keys().forEach(forget));

  const permit = async (scope) => {
    if (kept("scope", scope) === undefined) keep("scope", scope, await allow(`${phone.info.name} 申请使用`, SCOPES[scope]));
    if (!kept("scope", scope)) { localStorage.removeItem(`${shelf}scope:${scope}`); fail("auth deny"); }
  };
  define("authorize", ({ scope }) => (SCOPES[scope] ? permit(scope) : fail("scope unauthorized")));
  define("getSetting", () => ({ authSetting: Object.fromEntries(Object.keys(SCOPES).map((scope) => [scope, kept("scope", scope)]).filter(([, value]) => value !== undefined)) }));

  // Who it is

  const sealed = (kind) => phone.sandbox("POST", "encrypt", phone.subject({ kind }));
  define("login", async () => {
    localStorage.removeItem(`${shelf}session:digest`);
    return phone.sandbox("POST", "code", phone.subject());
  });
  define("checkSession", async () => {
    const session = await phone.sandbox("GET", `session?${new URLSearchParams(phone.subject())}`);
    const before = kept("session", "digest");
    if (!session.is_logged_in || (before && before !== session.key_digest)) fail("session time out, need relogin");
    keep("session", "digest", session.key_digest);
  });
  const profile = async () => {
    if (!(await allow(`${phone.info.name} 申请获取`, "你的昵称、头像、地区及性别"))) fail("auth deny");
    const data = await sealed("profile");
    return { ...data, userInfo: JSON.parse(data.rawData) };
  };
  define("getUserProfile", profile);
  define("getUserInfo", profile);
  define("getWeRunData", async () => {
    await permit("scope.werun");
    return sealed("werun");
  });

  // The back end

  sync("request", (options) => forward(phone, "request", options));
  sync("uploadFile", (options) => forward(phone, "uploadFile", options));
  sync("downloadFile", (options) => forward(phone, "downloadFile", options));

  // Money

  define("requestPayment", async (given) => {
    const id = /^prepay_id=(.+)$/.exec(given.package ?? "")?.[1] ?? fail("package 要有 prepay_id");
    const order = await phone.sandbox("GET", `orders/${encodeURIComponent(id)}`);
    const total = order.amount.total;
    let chosen = await ask({
      title: "微信支付", text: order.description, content: [make("p", { className: "amount" }, yuan(total))],
      buttons: [{ label: "取消", value: "cancel" }, { label: "确认支付", value: "pay", className: "main" }],
      rows: [{ label: "零钱不足", value: "poor" }, { label: "支付失败", value: "fail" }],
    });
    if (chosen === "pay" && phone.faults.delete("pay")) { chosen = "fail"; phone.tell("fault", { name: "pay" }); }
    if (chosen === "poor") { toast({ title: "零钱不足", icon: "none" }); fail("零钱不足"); }
    if (chosen !== "pay" && chosen !== "fail") fail("cancel");
    const { timeStamp, nonceStr, package: bill, signType, paySign } = given;
    await phone.sandbox("POST", "pay", { user: phone.user.name, timeStamp, nonceStr, package: bill, signType, paySign, result: chosen === "fail" ? "fail" : "success" });
    if (chosen === "fail") fail("支付失败");
    toast({ title: "支付成功" });
  });
  define("requestMerchantTransfer", async ({ package: bill }) => {
    const transfer = await phone.sandbox("GET", `transfers?${new URLSearchParams({ package_info: bill ?? "" })}`);
    const chosen = await ask({
      title: "商家转账", text: transfer.remark, content: [make("p", { className: "amount" }, yuan(transfer.amount))],
      buttons: [{ label: "取消", value: "cancel" }, { label: "确认收款", value: "take", className: "main" }],
    });
    if (chosen !== "take") fail("cancel");
    await phone.sandbox("POST", `transfers/${encodeURIComponent(transfer.out_bill_no)}/confirm`, { user: phone.user.name, mchid: transfer.mchid });
  });

  // Messages and codes

  define("requestSubscribeMessage", async ({ tmplIds = [] }) => {
    const isAllowed = await allow(`${phone.info.name} 想给你发送消息`, tmplIds.join("、"));
    const answer = {};
    for (const template of tmplIds) {
      await phone.sandbox("POST", "subscribe", phone.subject({ template_id: template, times: isAllowed ? 1 : 0 }));
      answer[template] = isAllowed ? "accept" : "reject";
    }
    return answer;
  });
  define("scanCode", async () => {
    const { codes } = await phone.sandbox("GET", "codes?limit=20");
    const field = make("input", { ariaLabel: "码里的内容", placeholder: "或者输入码里的内容" });
    const chosen = await ask({
      title: "扫一扫", content: [field],
      rows: codes.map((code, index) => ({ label: code.page || "（首页）", note: code.scene, value: index })),
      buttons: [{ label: "取消", value: "cancel" }, { label: "确定", value: "typed", className: "main" }],
    });
    if (chosen === "typed" && field.value) return { result: field.value, scanType: "QR_CODE", charSet: "utf-8" };
    const code = codes[chosen] ?? fail("cancel");
    const path = code.scene ? `${code.page}?scene=${encodeURIComponent(code.scene)}` : code.page;
    return { result: "", path, scanType: "WX_CODE", charSet: "utf-8" };
  });
  define("navigateToMiniProgram", async ({ appId, path = "" }) => {
    if (!(await allow("即将打开其他小程序", appId))) fail("cancel");
    sessionStorage.setItem("play:from", JSON.stringify({ appid: phone.appid, page: phone.routes.top.place_.url }));
    phone.tell("app", { appid: appId, page: path.replace(/^\//, "") });
  });
  define("navigateBackMiniProgram", () => {
    const from = JSON.parse(sessionStorage.getItem("play:from") ?? "null") ?? fail("no previous miniprogram");
    phone.tell("app", from);
  });

  // Where it is

  const place = () => kept("place", "at") ?? { name: "北京", longitude: CITIES[0][1], latitude: CITIES[0][2] };
  wx.placeName = () => place().name;
  const choose = async (title) => {
    const index = await ask({ title, rows: CITIES.map(([name], value) => ({ label: name, value })), buttons: [{ label: "取消", value: null }] });
    if (index === null) fail("cancel");
    const [name, longitude, latitude] = CITIES[index];
    return { name, longitude, latitude };
  };
  wx.movePlace = () => choose("我的位置").then((at) => keep("place", "at", at), () => {});
  define("getLocation", async () => {
    await permit("scope.userLocation");
    const { longitude, latitude } = place();
    return { longitude, latitude, speed: -1, accuracy: 30, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: 30 };
  });
  define("chooseLocation", async () => {
    const at = await choose("选择位置");
    return { ...at, address: `${at.name}市中心` };
  });
  define("openLocation", ({ name = "位置", address = "", longitude, latitude }) =>
    ask({ title: name, text: `${address}\n${longitude}, ${latitude}`, buttons: [{ label: "关闭", value: null }] }).then(() => undefined));

  // Pictures and files

  const take = (file) => {
    const path = URL.createObjectURL(file);
    phone.files.set(path, file);
    return path;
  };
  phone.keepFile = take;
  const pictures = async (count, more = []) => {
    const chosen = await ask({ title: "选择图片", rows: [
      ...more, { label: "示例图片：金桔", value: 0 }, { label: "示例图片：青桔", value: 1 }, { label: "示例图片：眼底", value: 2 },
      { label: "从相册选择", value: "disk" },
    ], buttons: [{ label: "取消", value: null }] });
    if (chosen === null) fail("cancel");
    const files = chosen === "disk" ? (await fromDisk("image/*", count > 1)).slice(0, count) : [await (typeof chosen === "number" ? drawn(chosen) : chosen())];
    return files.length > 0 ? files.map((file) => ({ path: take(file), size: file.size })) : fail("cancel");
  };
  phone.chooseAvatar = () => pictures(1).then(([one]) => one.path, () => null);
  define("chooseMedia", async ({ count = 9 }) => ({
    type: "image", tempFiles: (await pictures(count)).map(({ path, size }) => ({ tempFilePath: path, size, fileType: "image" })),
  }));
  define("chooseImage", async ({ count = 9 }) => {
    const found = await pictures(count);
    return { tempFilePaths: found.map((one) => one.path), tempFiles: found };
  });
  const shown = (src) => phone.picture(src, phone.routes.top) ?? fail("url not in domain list");
  define("previewImage", ({ urls = [], current = urls[0] }) => {
    ask({ title: "图片", kind: "picture", content: [make("img", { src: shown(current), alt: "" })], buttons: [{ label: "关闭", value: null }] });
  });
  define("getImageInfo", async ({ src }) => {
    const picture = make("img", { src: shown(src) });
    await picture.decode();
    return { width: picture.naturalWidth, height: picture.naturalHeight, path: src, type: "png", orientation: "up" };
  });
  define("saveImageToPhotosAlbum", async ({ filePath }) => {
    await permit("scope.writePhotosAlbum");
    make("a", { href: shown(filePath), download: "picture" }).click();
  });
  let clipboard = "";
  define("setClipboardData", async ({ data }) => {
    clipboard = String(data);
    await navigator.clipboard?.writeText(clipboard).catch(() => {});
    toast({ title: "内容已复制" });
  });
  define("getClipboardData", () => ({ data: clipboard }));
  define("makePhoneCall", async ({ phoneNumber }) => {
    const isCalled = await ask({ title: phoneNumber, buttons: [{ label: "取消", value: false }, { label: "呼叫", value: true, className: "main" }] });
    if (!isCalled) fail("cancel");
  });

  // What is drawn over the page

  define("showToast", (options) => toast(options));
  define("hideToast", () => untoast(false));
  define("showLoading", (options) => toast(options, true));
  define("hideLoading", () => untoast(true));
  define("showModal", async ({ title = "", content = "", showCancel = true, cancelText = "取消", confirmText = "确定", editable, placeholderText = "" }) => {
    const field = editable ? make("input", { value: content, placeholder: placeholderText, ariaLabel: title || "输入" }) : null;
    const confirm = (await ask({ kind: "card", title, text: editable ? "" : content, content: field ? [field] : [], buttons: [
      ...(showCancel ? [{ label: cancelText, value: false }] : []), { label: confirmText, value: true, className: "main" },
    ] })) === true;
    return { confirm, cancel: !confirm, ...(field ? { content: field.value } : {}) };
  });
  define("showActionSheet", async ({ itemList = [], alertText = "" }) => {
    const tapIndex = await ask({ text: alertText, rows: itemList.map((label, value) => ({ label, value })), buttons: [{ label: "取消", value: null }] });
    return tapIndex === null ? fail("cancel") : { tapIndex };
  });

  // Pages

  define("navigateTo", ({ url }) => phone.routes.open(url));
  define("redirectTo", ({ url }) => phone.routes.redirect(url));
  define("reLaunch", ({ url }) => phone.routes.relaunch(url));
  define("switchTab", ({ url }) => phone.routes.tab(url));
  define("navigateBack", ({ delta = 1 }) => phone.routes.back(delta));
  const look = (changes) => {
    const page = phone.routes.top;
    Object.assign(page.window, changes);
    phone.routes.drawBar(page);
  };
  define("setNavigationBarTitle", ({ title }) => look({ navigationBarTitleText: title }));
  define("setNavigationBarColor", ({ frontColor, backgroundColor }) => look({ navigationBarBackgroundColor: backgroundColor, navigationBarTextStyle: frontColor === "#000000" ? "black" : "white" }));
  define("showNavigationBarLoading", () => { document.getElementById("bar").ariaBusy = "true"; });
  define("hideNavigationBarLoading", () => { document.getElementById("bar").ariaBusy = null; });
  define("startPullDownRefresh", () => phone.pullDown(phone.routes.top));
  define("stopPullDownRefresh", () => phone.pulled());
  define("pageScrollTo", ({ scrollTop = 0, selector }) => {
    const { scroller, place: root } = phone.routes.top;
    const top = selector ? (root.querySelector(selector)?.offsetTop ?? 0) : scrollTop;
    scroller.scrollTo({ top, behavior: "smooth" });
  });
  define("showShareMenu", () => {});
  define("hideShareMenu", () => {});
  define("vibrateShort", () => { navigator.vibrate?.(15); });

  // What it runs on

  const size = () => ({ windowWidth: innerWidth, windowHeight: document.getElementById("screens").clientHeight, screenWidth: innerWidth, screenHeight: innerHeight, pixelRatio: devicePixelRatio, statusBarHeight: 0, safeArea: { left: 0, top: 0, right: innerWidth, bottom: innerHeight, width: innerWidth, height: innerHeight } });
  const device = { brand: "Kumquat", model: "Play", system: "Android 14", platform: "kumquat" };
  const base = { SDKVersion: "3.5.0", version: "8.0.50", language: "zh_CN", host: { env: "WeChat" } };
  const theme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const system = () => ({ ...device, ...base, ...size(), theme: theme(), fontSizeSetting: 16 });
  sync("getSystemInfoSync", system);
  define("getSystemInfo", system);
  sync("getWindowInfo", size);
  sync("getDeviceInfo", () => ({ ...device }));
  sync("getAppBaseInfo", () => ({ ...base, theme: theme() }));
  sync("getMenuButtonBoundingClientRect", () => document.getElementById("more").getBoundingClientRect().toJSON());
  sync("getAccountInfoSync", () => ({ miniProgram: { appId: phone.appid, envVersion: "develop", version: "" }, plugin: {} }));
  const extra = () => ({ origin: phone.manifest.origins[0], appNumber: phone.info.app_id });
  sync("getExtConfigSync", extra);
  define("getExtConfig", () => ({ extConfig: extra() }));
  sync("getLaunchOptionsSync", () => copy(phone.launch));
  sync("getEnterOptionsSync", () => copy(phone.launch));
  define("getNetworkType", () => ({ networkType: "wifi" }));
  sync("nextTick", (work) => phone.afterDraw(work));
  sync("canIUse", (name) => calls.has(name.split(".")[0]));

  // A call that is not there says so and fails; asking whether it is there says no.
  return new Proxy(wx, {
    get(target, name) {
      if (typeof name !== "string" || name in target) return target[name];
      missing(phone, `没有 wx.${name}`);
      return (options) => {
        const error = { errMsg: `${name}:fail not supported` };
        phone.attempt(() => { options?.fail?.(error); options?.complete?.(error); });
        return options?.fail || options?.complete ? undefined : Promise.reject(error);
      };
    },
    has: (target, name) => name in target,
  });
}
