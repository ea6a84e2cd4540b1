// A phone with one mini-program: loads it, runs it, and stands between it and the sandbox.

import { ComponentPart } from "./parts.js";
import { allow, ask, banner, make } from "./dialogs.js";
import { emit } from "./render.js";
import { pageAt, Routes } from "./routes.js";
import { Styles } from "./style.js";
import { resolved, Templates } from "./wxml.js";
import { makeWx } from "./wx.js";

const given = new URLSearchParams(location.search);
const modules = new Map();
globalThis.__define = (name, run) => modules.set(name, { run, exports: {}, isRun: false });

// What goes wrong before there is a phone to tell: a script that cannot be read.
const early = [];
let tellOf = (error) => early.push(error);
addEventListener("error", (event) => tellOf(event.filename ? new Error(`${event.message} ${event.filename}:${event.lineno}`) : event.error ?? event.message));

const answered = async (response) => {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
  return answer;
};

class Phone {
  constructor(manifest, user, app) {
    Object.assign(this, { manifest, user, appid: app.appid, info: app });
    this.app = JSON.parse(manifest.files["app.json"] ?? "{}");
    const file = (path) => manifest.files[path];
    this.templates = new Templates(file);
    this.styles = new Styles(file);
    this.definitions = { page: new Map(), component: new Map() };
    this.using = new Map();
    this.dirty = new Set();
    this.after = [];
    this.lines = [];
    this.log = [];
    this.faults = new Set();
    this.files = new Map();
    this.offset = 0;
    this.Date = this.makeDate();
  }

  // Telling

  tell(kind, details) {
    if (parent !== window) parent.postMessage({ play: kind, ...details }, location.origin);
  }

  say(level, text) {
    this.lines.push({ level, text });
    this.tell("console", { level, text });
  }

  failed(error) {
    this.say("error", error?.stack ? `${error.message}\n${error.stack.split("\n").slice(1, 4).join("\n")}` : String(error?.errMsg ?? error?.message ?? error));
    this.appSelf?.onError?.(String(error?.message ?? error));
  }

  async sandbox(method, path, body) {
    const request = { method, credentials: "omit", cache: "no-store", headers: {} };
    if (body) { request.body = JSON.stringify(body); request.headers["Content-Type"] = "application/json"; }
    return answered(await fetch(`/sandbox/${path}`, request));
  }

  subject(more) { return { user: this.user.name, appid: this.appid, ...more }; }

  // Code

  start(options) {
    this.wx = makeWx(this);
    this.getApp = () => this.appSelf;
    this.appSelf = {};
    this.run("app.js");
    const launch = { path: options.path, query: options.query, scene: options.scene, referrerInfo: {} };
    this.launch = launch;
    this.routes = new Routes(this);
    this.attempt(() => this.appSelf.onLaunch?.(launch));
    this.attempt(() => this.appSelf.onShow?.(launch));
    document.addEventListener("visibilitychange", () =>
      this.attempt(() => (document.hidden ? this.appSelf.onHide?.() : this.appSelf.onShow?.(launch))));
    if (this.app.pages.includes(options.path)) this.routes.push(this.routes.split(options.url));
    else {
      this.attempt(() => this.appSelf.onPageNotFound?.({ path: options.path, query: options.query, isEntryPage: true }));
      this.say("error", `没有页面 ${options.path}`);
      this.routes.push(this.routes.split(this.app.pages[0]));
    }
  }

  attempt(work) { try { return work(); } catch (error) { this.failed(error); return undefined; } }

  // A mini-program's clock is the sandbox's, wherever that is moved to.
  makeDate() {
    const now = () => Date.now() + this.offset;
    return new Proxy(Date, {
      construct: (target, parts) => new target(...(parts.length === 0 ? [now()] : parts)),
      apply: () => new Date(now()).toString(),
      get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
    });
  }

  run(name) {
    const module = modules.get(name);
    if (!module) throw new Error(`没有脚本 ${name}`);
    if (module.isRun) return module.exports;
    module.isRun = true;
    const require = (path) => {
      const found = [resolved(path, name), resolved(path, ""), `miniprogram_npm/${path}`]
        .flatMap((one) => [one, `${one}.js`, `${one}/index.js`]).find((one) => modules.has(one));
      if (!found) throw new Error(`${name}: 没有模块 ${path}`);
      return this.run(found);
    };
    const path = name.replace(/\.js$/, "");
    const define = (kind) => (definition) => { this.definitions[kind].set(path, definition); };
    const box = { exports: module.exports };
    Object.defineProperty(module, "exports", { get: () => box.exports, configurable: true });
    module.run.call(undefined, require, box, box.exports, this.wx, (definition) => {
      this.appSelf = Object.assign(definition, { globalData: definition.globalData });
    }, define("page"), define("component"), (definition) => definition, this.getApp,
    () => this.routes.stack.map((page) => page.self), this.Date);
    return box.exports;
  }

  json(path) {
    try { return JSON.parse(this.manifest.files[`${path}.json`] ?? "{}"); } catch (error) {
      this.failed(new Error(`${path}.json: ${error.message}`));
      return {};
    }
  }

  definition(path) {
    this.attempt(() => this.run(`${path}.js`));
    return this.definitions.page.get(path) ?? this.definitions.component.get(path) ?? {};
  }

  page(place) {
    const page = pageAt(this, place, this.definition(place.path));
    page.window = { ...this.app.window, ...this.json(place.path) };
    page.place.adoptedStyleSheets = [this.base, this.styles.sheet("app.wxss"), this.styles.sheet(`${place.path}.wxss`)];
    return page;
  }

  // Makes a component where a tag names one.
  component(tag, owner) {
    let used = this.using.get(owner.path);
    if (!used) {
      used = { ...this.app.usingComponents, ...this.json(owner.path).usingComponents };
      for (const [name, path] of Object.entries(used)) used[name] = resolved(path, path.startsWith("/") ? "" : path.startsWith(".") ? owner.path : "");
      this.using.set(owner.path, used);
    }
    if (!Object.hasOwn(used, tag)) return null;
    const path = used[tag];
    this.attempt(() => this.run(`${path}.js`));
    const definition = this.definitions.component.get(path) ?? {};
    const isShared = definition.options?.addGlobalClass || /shared/.test(definition.options?.styleIsolation ?? "");
    const sheets = [this.base, ...(isShared ? [this.styles.sheet("app.wxss")] : []), this.styles.sheet(`${path}.wxss`)];
    return (_, from) => new ComponentPart(this, path, definition, sheets, from);
  }

  // Drawing

  redraw(part) {
    this.dirty.add(part);
    this.soon();
  }

  afterDraw(work) {
    this.after.push(work);
    this.soon();
  }

  soon() {
    if (this.isSoon) return;
    this.isSoon = true;
    queueMicrotask(() => {
      this.isSoon = false;
      const parts = [...this.dirty].sort((a, b) => a.depth - b.depth);
      this.dirty.clear();
      for (const part of parts) part.draw();
      for (const work of this.after.splice(0)) work();
    });
  }

  // What elements ask for

  file(path) { return `/play/app/${path.split("/").map(encodeURIComponent).join("/")}`; }

  picture(src, owner) {
    if (/^(data:image\/|blob:)/.test(src)) return src;
    if (!/^\w+:/.test(src) && !src.startsWith("//")) return this.file(resolved(src, owner.path));
    if (this.manifest.origins.some((origin) => src.startsWith(`${origin}/`)) || src.startsWith(`${location.origin}/`)) return src;
    this.say("warn", `图片不在允许的来源里：${src}`);
    return null;
  }

  async opened(type, element, owner) {
    if (type === "getPhoneNumber") return emit(element, "getphonenumber", await this.phoneNumber());
    if (type === "chooseAvatar") {
      const path = await this.chooseAvatar();
      return path && emit(element, "chooseavatar", { avatarUrl: path });
    }
    if (type === "share") return this.share("button", { id: element.id, dataset: { ...element.wx.data } }, owner);
    return this.say("warn", `<button> 没有 open-type ${type}`);
  }

  async phoneNumber() {
    const { phone } = this.user;
    const isAllowed = await allow(`${this.info.name} 申请获取并验证你的手机号`, `${phone.slice(0, 3)}****${phone.slice(-4)}`);
    if (!isAllowed) return { errMsg: "getPhoneNumber:fail user deny" };
    try {
      const { code } = await this.sandbox("POST", "phone-code", this.subject());
      const { encryptedData, iv } = await this.sandbox("POST", "encrypt", this.subject({ kind: "phone" }));
      return { errMsg: "getPhoneNumber:ok", code, encryptedData, iv };
    } catch (error) {
      return { errMsg: `getPhoneNumber:fail ${error.message}` };
    }
  }

  offerNickname(field) {
    const { nickname } = this.user;
    if (field.value || !nickname) return;
    const place = document.getElementById("offer");
    const take = () => {
      field.value = nickname;
      field.dispatchEvent(new Event("input"));
      place.hidden = true;
    };
    place.replaceChildren(make("button", { type: "button", onpointerdown: (event) => event.preventDefault(), onclick: take }, `使用微信昵称：${nickname}`));
    place.hidden = false;
    field.addEventListener("blur", (event) => { if (!place.contains(event.relatedTarget)) place.hidden = true; }, { once: true });
  }

  // Sharing, the menu, pulling down

  async share(from, target, owner) {
    const page = this.routes.top;
    let message = {};
    if (page.self.onShareAppMessage) message = page.tell("onShareAppMessage", { from, target }) ?? {};
    if (message.promise) message = await message.promise;
    const { path = `/${page.place_.url}`, title = this.app.window?.navigationBarTitleText ?? "" } = message;
    const { users } = await this.sandbox("GET", "users?limit=200");
    const others = users.filter((one) => one.name !== this.user.name).reverse();
    const to = await ask({ title: "发送给", text: `${title}\n${path}`, rows: others.map((one) => ({ label: one.nickname || one.name, note: one.name, value: one.name })) });
    if (to) this.tell("share", { user: to, page: path.replace(/^\//, "") });
    return owner;
  }

  async menu() {
    const page = this.routes.top;
    const chosen = await ask({ title: this.info.name, rows: [
      ...(page.self.onShareAppMessage ? [{ label: "转发给朋友", value: "share" }] : []),
      ...(page.self.onPullDownRefresh ? [{ label: "下拉刷新", value: "pull" }] : []),
      { label: "我的位置", value: "place", note: this.wx.placeName() },
      { label: "重新进入小程序", value: "again" },
    ], buttons: [{ label: "取消", value: null }] });
    if (chosen === "share") await this.share("menu");
    if (chosen === "pull") this.pullDown(page);
    if (chosen === "place") await this.wx.movePlace();
    if (chosen === "again") location.reload();
  }

  pullDown(page) {
    if (!page.window.enablePullDownRefresh || page.isPulled) return;
    page.isPulled = true;
    page.screen.classList.add("pulled");
    page.tell("onPullDownRefresh");
  }

  pulled(page = this.routes.top) {
    page.isPulled = false;
    page.screen.classList.remove("pulled");
  }

  // Messages that arrive

  async listen() {
    const seen = new Set();
    let isFirst = true;
    for (;;) {
      try {
        const user = encodeURIComponent(this.user.name);
        const [{ messages }, sms] = await Promise.all([
          this.sandbox("GET", `messages?limit=5&user=${user}`),
          this.user.phone ? this.sandbox("GET", `sms?limit=5&mobile=${encodeURIComponent(this.user.phone)}`) : { messages: [] },
        ]);
        for (const message of [...messages, ...sms.messages].reverse()) {
          const key = JSON.stringify(message);
          if (seen.has(key)) continue;
          seen.add(key);
          if (isFirst) continue;
          if (message.text !== undefined) banner("短信", message.text);
          else {
            const words = Object.values(message.data).map((one) => one?.value).join(" · ");
            banner("服务通知", words, message.page ? () => this.attempt(() => this.wx.reLaunch({ url: `/${message.page}` })) : undefined);
          }
        }
        isFirst = false;
      } catch { /* the sandbox is being restarted: asked again below */ }
      await new Promise((done) => setTimeout(done, 3000));
    }
  }
}

const loadScripts = (names) => Promise.all(names.map((name) => new Promise((done) => {
  const script = make("script", { src: `/play/app/${name.split("/").map(encodeURIComponent).join("/")}`, async: false });
  script.addEventListener("load", done);
  script.addEventListener("error", done);
  document.head.append(script);
})));

function delegate() {
  document.addEventListener("click", (event) => {
    const [target] = event.composedPath();
    emit(target, "tap", { x: event.clientX, y: event.clientY }, true);
  });
  document.addEventListener("keydown", (event) => {
    const [target] = event.composedPath();
    if ((event.key === "Enter" || event.key === " ") && target.wx && target.tabIndex === 0 && !/^(BUTTON|INPUT|TEXTAREA)$/.test(target.tagName)) {
      event.preventDefault();
      target.click();
    }
  });
  let held;
  for (const [native, name] of [["pointerdown", "touchstart"], ["pointermove", "touchmove"], ["pointerup", "touchend"], ["pointercancel", "touchcancel"]]) {
    document.addEventListener(native, (event) => {
      const [target] = event.composedPath();
      const touches = [{ identifier: event.pointerId, clientX: event.clientX, clientY: event.clientY, pageX: event.pageX, pageY: event.pageY }];
      if (target instanceof Element) emit(target, name, { touches }, true);
      if (name !== "touchmove") clearTimeout(held);
      if (name === "touchstart") held = setTimeout(() => emit(target, "longpress", { x: event.clientX, y: event.clientY }, true), 350);
    }, { passive: true });
  }
  for (const name of ["transitionend", "animationend"]) document.addEventListener(name, (event) => emit(event.composedPath()[0], name, {}, true));
}

async function begin() {
  const [manifest, { apps }, status, css] = await Promise.all([
    fetch("/play/manifest").then(answered), fetch("/sandbox/apps").then(answered),
    fetch("/sandbox/status").then(answered), fetch("/play/lib/tags.css").then((one) => one.text()),
  ]);
  const name = given.get("user") ?? "xiaoming";
  const [{ users }] = await Promise.all([
    fetch(`/sandbox/users?q=${encodeURIComponent(name)}`).then(answered), loadScripts(manifest.scripts),
  ]);
  const user = users.find((one) => one.name === name);
  if (!user) throw new Error(`没有用户 ${name}`);
  const app = apps.find((one) => one.appid === given.get("app")) ?? apps[0];
  const phone = new Phone(manifest, user, app);
  globalThis.play = phone;
  tellOf = (error) => phone.failed(error);
  early.forEach(tellOf);
  addEventListener("unhandledrejection", (event) => { event.preventDefault(); phone.failed(event.reason); });
  document.addEventListener("securitypolicyviolation", (event) => phone.say("error", `被安全策略拦下：${event.blockedURI} ${event.violatedDirective}`));
  phone.offset = status.offset_milliseconds;
  phone.base = new CSSStyleSheet();
  phone.base.replaceSync(css);
  delegate();
  const asked = (given.get("page") || phone.app.entryPagePath || phone.app.pages[0]).replace(/^\//, "");
  const url = given.get("scene") ? `${asked}?scene=${encodeURIComponent(given.get("scene"))}` : asked;
  const [path, query = ""] = url.split("?");
  const pairs = query.split("&").filter(Boolean).map((pair) => { const at = pair.indexOf("="); return [pair.slice(0, at), pair.slice(at + 1)]; });
  phone.start({ url, path, query: Object.fromEntries(pairs), scene: given.get("scene") ? 1047 : Number(given.get("from")) || 1001 });
  document.documentElement.dataset.ready = "true";
  phone.tell("ready", {});
  await phone.listen();
}

begin().catch((error) => {
  document.getElementById("screens").replaceChildren(make("p", { className: "broken", role: "alert" }, `打不开：${error.message}`));
  document.documentElement.dataset.ready = "true";
  if (parent !== window) parent.postMessage({ play: "console", level: "error", text: error.message }, location.origin);
});


