// What stands around the phones: who holds them, the clock, what is to go wrong, and what was asked.

const byId = (id) => document.getElementById(id);
const given = new URLSearchParams(location.search);

function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value; else element.setAttribute(key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

async function sandbox(method, path, body) {
  const request = { method, credentials: "omit", cache: "no-store", headers: {} };
  if (method !== "GET") request.headers["Content-Type"] = "application/json";
  if (body) request.body = JSON.stringify(body);
  const response = await fetch(`/sandbox/${path}`, request);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
  return answer;
}

let timer;
function say(text) {
  byId("said").textContent = text;
  byId("said").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { byId("said").hidden = true; }, 4000);
}

const busy = (work) => async (event) => {
  const button = event.currentTarget;
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try { await work(button); } catch (error) { say(error.message); } finally { button.ariaBusy = null; }
};

const phones = [];
let users = [];
let apps = [];

// One phone: its frame, and who and what is on it.
class Device {
  constructor(number, { user, app, page, from }) {
    Object.assign(this, { number, user, app, page, from });
    this.people = make("select");
    this.program = make("select");
    const another = make("button", { type: "button", title: "一个新的微信用户" }, "新手机");
    this.frame = make("iframe", { title: `手机 ${number}` });
    this.element = make("div", { className: "phone" },
      make("div", { className: "bar" }, make("label", {}, "用户", this.people), make("label", {}, "小程序", this.program), another),
      this.frame);
    this.people.addEventListener("change", () => this.load({ user: this.people.value, page: "" }));
    this.program.addEventListener("change", () => this.load({ app: this.program.value, page: "" }));
    another.addEventListener("click", busy(() => this.renew()));
    byId("phones").append(this.element);
    this.load({});
  }

  load(changes) {
    Object.assign(this, { from: undefined }, changes);
    fill(this.people, users.map((one) => [one.name, one.nickname ? `${one.nickname}（${one.name}）` : one.name]), this.user);
    fill(this.program, apps.map((one) => [one.appid, one.name]), this.app);
    const asked = new URLSearchParams({ user: this.user, app: this.app, page: this.page ?? "" });
    if (this.from) asked.set("from", this.from);
    if (this.scene) asked.set("scene", this.scene);
    this.scene = undefined;
    const url = `/play/phone?${asked}`;
    // Without a step of its own in the browser's history.
    if (this.frame.contentWindow) this.frame.contentWindow.location.replace(url); else this.frame.src = url;
    address();
  }

  async renew() {
    const number = Math.floor(Math.random() * 1e6).toString().padStart(6, "0");
    const name = `phone-${number}`;
    await sandbox("POST", "users", { name, nickname: `新朋友${number}`, phone: `13900${number}`, steps: [4321] });
    await people();
    this.load({ user: name, page: "" });
  }

  get play() { return this.frame.contentWindow?.play; }
}

function fill(select, rows, chosen) {
  select.replaceChildren(...rows.map(([value, text]) => make("option", { value }, text)));
  select.value = chosen;
}

async function people() {
  ({ users } = await sandbox("GET", "users?limit=200"));
  for (const phone of phones) fill(phone.people, users.map((one) => [one.name, one.nickname ? `${one.nickname}（${one.name}）` : one.name]), phone.user);
}

function address() {
  const shown = new URLSearchParams();
  phones.forEach((phone, index) => {
    const end = index === 0 ? "" : "2";
    shown.set(`user${end}`, phone.user);
    shown.set(`app${end}`, phone.app);
    if (phone.page) shown.set(`page${end}`, phone.page);
  });
  history.replaceState(null, "", `?${shown}`);
}

function second(options) {
  const there = phones[1];
  if (there) there.load(options);
  else phones.push(new Device(2, { app: phones[0].app, page: "", ...options }));
  byId("second").setAttribute("aria-pressed", "true");
  address();
}

byId("second").addEventListener("click", () => {
  const there = phones[1];
  if (!there) {
    second({ user: users.find((one) => one.name !== phones[0].user)?.name ?? phones[0].user });
    return;
  }
  there.element.remove();
  phones.length = 1;
  byId("second").setAttribute("aria-pressed", "false");
  address();
});

byId("link").addEventListener("click", busy(async () => {
  await navigator.clipboard.writeText(location.href);
  say("链接已复制");
}));

// The clock

let offset = 0;
const china = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "full", timeStyle: "medium" });
const tick = () => { byId("now").textContent = china.format(Date.now() + offset); };
function moved({ offset_milliseconds: milliseconds }) {
  offset = milliseconds;
  for (const phone of phones) if (phone.play) phone.play.offset = offset;
  tick();
}
for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", busy(async () => moved(await sandbox("POST", "clock", { advance_seconds: Number(button.dataset.advance) }))));
}
byId("clock-reset").addEventListener("click", busy(async () => moved(await sandbox("POST", "clock", { reset: true }))));

// What is to go wrong: at the sandbox, or on the phone itself

const local = new Set();
const FAULTS = [
  ["callback", "回调丢失", { path: "callback", kind: "lose_callback" }],
  ["order", "下单应答丢失", { path: "/v3/pay/transactions/jsapi", kind: "drop_after" }],
  ["session", "会话密钥轮换", { path: "/sns/jscode2session", kind: "rotate_session_key" }],
  ["answer", "应答丢失（已生效）"],
  ["pay", "支付失败"],
];

function arm() {
  for (const phone of phones) for (const name of local) phone.play?.faults?.add(name);
}

async function waiting() {
  const { faults } = await sandbox("GET", "faults");
  const words = [...FAULTS.filter(([name]) => local.has(name)).map(([, text]) => text), ...faults.map((one) => `${one.kind} @ ${one.path}`)];
  const text = words.length > 0 ? `在等：${words.join("；")}` : "没有在等的故障";
  // Said once, not again and again to those who listen.
  if (byId("waiting").textContent !== text) byId("waiting").textContent = text;
}

byId("faults").append(...FAULTS.map(([name, text, fault]) => {
  const button = make("button", { type: "button" }, text);
  button.dataset.fault = name;
  button.addEventListener("click", busy(async () => {
    if (fault) await sandbox("POST", "faults", fault); else local.add(name);
    arm();
    await waiting();
  }));
  return button;
}), make("button", { type: "button", onclick: busy(async () => {
  for (const name of local) for (const phone of phones) phone.play?.faults?.delete(name);
  local.clear();
  await sandbox("DELETE", "faults");
  await waiting();
}) }, "清除"));

// What was asked, and what was said

const rows = new Map();
const tidy = (text) => { try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text ?? ""; } };
const pathOf = (url) => { try { const { pathname, search } = new URL(url); return pathname + search; } catch { return String(url); } };

function listed(number, entry) {
  const key = `${number}/${entry.id}`;
  let row = rows.get(key);
  if (!row) {
    row = make("details");
    rows.set(key, row);
    if (rows.size === 1) byId("requests").replaceChildren();
    byId("requests").prepend(row);
    if (rows.size > 200) {
      const [oldest, element] = rows.entries().next().value;
      element.remove();
      rows.delete(oldest);
    }
  }
  const isBad = Boolean(entry.failure) || entry.status >= 400;
  row.replaceChildren(...[
    make("summary", {}, make("span", {}, `${number}`), make("span", {}, entry.method), make("span", { className: "path" }, pathOf(entry.url)),
      make("span", { className: isBad ? "bad" : "good" }, entry.failure ? "失败" : String(entry.status ?? "…")),
      make("span", { className: "quiet" }, entry.milliseconds === undefined ? "" : `${entry.milliseconds} ms`)),
    make("p", { className: "quiet" }, entry.url), entry.requestID ? make("p", { className: "quiet" }, `X-Request-ID ${entry.requestID}`) : null,
    entry.failure ? make("p", { className: "bad" }, entry.failure) : null,
    ...["request", "answer"].filter((part) => entry[part]).map((part) => make("pre", { tabIndex: 0, ariaLabel: part === "request" ? "请求体" : "应答" }, tidy(entry[part]))),
  ].filter(Boolean));
}

byId("clear").addEventListener("click", () => {
  rows.clear();
  byId("requests").replaceChildren(make("p", { className: "quiet" }, "小程序发出的请求会列在这里"));
});

function line(number, level, text) {
  const place = byId("console");
  place.append(make("div", { className: level }, `手机 ${number}：${text}`));
  if (place.children.length > 300) place.firstChild.remove();
  place.scrollTop = place.scrollHeight;
}

addEventListener("message", (event) => {
  const phone = phones.find((one) => one.frame.contentWindow === event.source);
  if (event.origin !== location.origin || !phone) return;
  const { data } = event;
  switch (data.play) {
    case "route": phone.page = data.page; address(); break;
    case "console": line(phone.number, data.level, data.text); break;
    case "request": listed(phone.number, data.entry); break;
    case "share": second({ user: data.user, page: data.page, from: 1007 }); break;
    case "app": phone.load({ app: data.appid, page: data.page, from: 1037 }); break;
    case "fault":
      local.delete(data.name);
      for (const one of phones) one.play?.faults?.delete(data.name);
      waiting();
      break;
    case "ready":
      arm();
      document.documentElement.dataset.ready = "true";
      break;
    default:
  }
});

async function begin() {
  const status = await sandbox("GET", "status");
  moved(status);
  setInterval(tick, 1000);
  // Others move the clock and arm faults, too, and what was armed happens.
  setInterval(() => {
    if (!document.hidden) Promise.all([sandbox("GET", "status").then(moved), waiting()]).catch(() => {});
  }, 3000);
  ({ apps } = await sandbox("GET", "apps"));
  await people();
  const pageOf = (end) => {
    const page = given.get(`page${end}`) ?? "";
    const query = given.get(`query${end}`);
    return query ? `${page}?${query}` : page;
  };
  const who = given.get("user") ?? users[0]?.name ?? "xiaoming";
  phones.push(new Device(1, { user: who, app: given.get("app") ?? apps[0]?.appid, page: pageOf("") }));
  if (given.get("user2")) second({ user: given.get("user2"), app: given.get("app2") ?? phones[0].app, page: pageOf("2") });
  await waiting();
}

begin().catch((error) => { say(error.message); document.documentElement.dataset.ready = "true"; });
