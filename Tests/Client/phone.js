"use strict";
// A phone without a screen: runs the scripts of examples/miniprogram, its `wx` on the real gateway
// and the real sandbox. What would be drawn is left out; what is typed and tapped comes from a test.
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const SAMPLE = path.join(__dirname, "../../examples/miniprogram");

/** One exchange by HTTP: {status, header, text}. */
const exchange = (method, url, header, body) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: header }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({
        status: answer.statusCode,
        header: answer.headers,
        text: Buffer.concat(parts).toString("utf8"),
      }));
    });
    request.setTimeout(20000, () => request.destroy(new Error("timeout")));
    request.on("error", reject);
    request.end(body);
  });

const json = async (method, url, data, header) => {
  const body = data === undefined ? undefined : JSON.stringify(data);
  const head = Object.assign({ "Content-Type": "application/json" }, header);
  if (body) head["Content-Length"] = Buffer.byteLength(body);
  const answer = await exchange(method, url, head, body);
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
};

/** Waits for a condition, with a bound. */
const eventually = async (what, condition) => {
  const end = Date.now() + 20000;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
};

/** `a.b[0].c` of setData. */
const put = (data, place, value) => {
  const names = place.replace(/\[(\d+)\]/g, ".$1").split(".");
  const last = names.pop();
  const parent = names.reduce((one, name) => (one[name] = one[name] || {}), data);
  parent[last] = value;
};

const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

class Phone {
  /** `asked` collects every request to the gateway as `GET /path`. */
  constructor({ gateway, sandbox, user, appid, asked }) {
    Object.assign(this, { gateway, sandbox, user, appid, asked });
    this.storage = new Map();
    this.files = new Map();
    this.modules = new Map();
    this.said = [];
    this.went = [];
    this.clipboard = "";
    this.wx = this.makeWx();
  }

  box(address, data) {
    return json("POST", this.sandbox + address, Object.assign({ user: this.user, appid: this.appid }, data));
  }

  /** A picture in the phone; its path. */
  picture(octets) {
    const name = `http://tmp/${this.files.size}.png`;
    this.files.set(name, octets);
    return name;
  }

  async request({ url, method = "GET", data, header }) {
    const target = new URL(url);
    const head = Object.assign({}, header, {
      Referer: `https://servicewechat.com/${this.appid}/7/page-frame.html`,
    });
    let body;
    if (method === "GET") {
      for (const [name, value] of Object.entries(data || {})) target.searchParams.set(name, value);
    } else {
      body = JSON.stringify(data);
      head["Content-Type"] = "application/json";
      head["Content-Length"] = Buffer.byteLength(body);
    }
    this.asked.add(`${method} ${target.pathname}`);
    const answer = await exchange(method, target, head, body);
    let parsed = answer.text;
    try {
      parsed = JSON.parse(answer.text);
    } catch (error) {
      // As wx.request: what is no JSON stays a text.
    }
    return { statusCode: answer.status, header: answer.header, data: parsed };
  }

  async upload({ url, name, filePath, formData, header }) {
    const edge = "----kumquat-false-wx";
    const parts = Object.entries(formData || {}).map(([field, value]) =>
      `--${edge}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`);
    const head = `--${edge}\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\n`
      + "Content-Type: image/png\r\n\r\n";
    const body = Buffer.concat([
      Buffer.from(parts.join("") + head), this.files.get(filePath), Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    this.asked.add(`POST ${new URL(url).pathname}`);
    const answer = await exchange("POST", url, Object.assign({}, header, {
      "Content-Type": `multipart/form-data; boundary=${edge}`, "Content-Length": body.length,
    }), body);
    return { statusCode: answer.status, header: answer.header, data: answer.text };
  }

  /** Accepts the transfer that waits for this user. */
  async accept() {
    const { transfers } = await json("GET", `${this.sandbox}/sandbox/ledger?limit=200`);
    const openid = await this.openid();
    const waiting = transfers.find((one) =>
      one.openid === openid && one.state === "WAIT_USER_CONFIRM");
    if (!waiting) throw new Error("no transfer waits");
    return json("POST", `${this.sandbox}/sandbox/transfers/${waiting.out_bill_no}/confirm`,
      { user: this.user });
  }

  async openid() {
    const { users } = await json("GET", `${this.sandbox}/sandbox/users?limit=200`);
    const { identities } = users.find((one) => one.name === this.user);
    return identities.find((one) => one.appid === this.appid).openid;
  }

  makeWx() {
    const answering = (work) => (options) => {
      work(options).then(options.success, (error) => options.fail({ errMsg: `fail ${error.message}` }));
    };
    const seal = (kind) => answering(() => this.box("/sandbox/encrypt", { kind }));
    return {
      login: answering(() => this.box("/sandbox/code")),
      request: answering((options) => this.request(options)),
      uploadFile: answering((options) => this.upload(options)),
      getUserProfile: seal("profile"),
      getWeRunData: seal("werun"),
      requestPayment: answering(({ timeStamp, nonceStr, package: prepay, signType, paySign }) =>
        json("POST", `${this.sandbox}/sandbox/pay`, {
          user: this.user, timeStamp, nonceStr, package: prepay, signType, paySign })),
      requestMerchantTransfer: answering(() => this.accept()),
      getLocation: answering(async () => ({ longitude: 116.387165, latitude: 39.913715 })),
      chooseMedia: answering(async () => ({ tempFiles: [{ tempFilePath: this.chosen }] })),
      showModal: answering(async () => ({ confirm: true })),
      showToast: ({ title }) => this.said.push(title),
      setClipboardData: ({ data, success }) => {
        this.clipboard = data;
        success();
      },
      getStorageSync: (key) => this.storage.get(key) || "",
      setStorageSync: (key, value) => this.storage.set(key, copy(value)),
      removeStorageSync: (key) => this.storage.delete(key),
      getAccountInfoSync: () => ({ miniProgram: { appId: this.appid } }),
      getSystemInfoSync: () => ({ platform: "android" }),
      getExtConfigSync: () => ({ origin: this.gateway, appNumber: this.appNumber }),
      navigateTo: ({ url }) => this.went.push(url),
      redirectTo: ({ url }) => this.went.push(url),
      switchTab: ({ url }) => this.went.push(url),
      previewImage: ({ urls }) => this.went.push(urls[0]),
      makePhoneCall: () => {},
      setNavigationBarTitle: () => {},
      stopPullDownRefresh: () => {},
    };
  }

  /** A module of the sample, each phone with its own. */
  load(file) {
    if (this.modules.has(file)) return this.modules.get(file).exports;
    const module = { exports: {} };
    this.modules.set(file, module);
    const source = fs.readFileSync(file, "utf8");
    const names = ["require", "module", "exports", "wx", "App", "Page", "Component"];
    const near = (name) => this.load(path.join(path.dirname(file), name));
    const keep = (options) => (this.registered = options);
    new Function(...names, source)(near, module, module.exports, this.wx, keep, keep, keep);
    return module.exports;
  }

  launch(query = {}) {
    this.load(path.join(SAMPLE, "app.js"));
    this.registered.onLaunch({ query });
    this.kumquat = this.load(path.join(SAMPLE, "lib/server.js")).kumquat;
    return this;
  }

  /** Opens a page and waits until it has loaded. */
  async open(name, query = {}) {
    const file = path.join(SAMPLE, `pages/${name}/${name}.js`);
    this.modules.delete(file);
    this.load(file);
    const page = Object.assign({}, this.registered, { data: copy(this.registered.data) });
    page.setData = (changes) => {
      for (const [place, value] of Object.entries(changes)) put(page.data, place, copy(value));
    };
    page.typed = page.typed || (() => {});
    if (page.onLoad) page.onLoad(query);
    if (page.onShow) page.onShow();
    if (page.data.state) await this.loaded(page, name);
    return page;
  }

  /** Until the page shows what it has loaded. */
  async loaded(page, name) {
    await eventually(`${name} loads`, () => page.data.state !== "loading");
    if (page.data.state !== "ready") throw new Error(`${name}: ${page.data.error}`);
  }

  /** Loads again, as pulling down does, until it is as wanted. */
  until(page, what, condition) {
    return eventually(what, async () => {
      await page.load();
      return condition(page.data);
    });
  }

  get lastWords() {
    return this.said[this.said.length - 1];
  }
}

module.exports = { Phone, eventually, json, exchange };
