"use strict";
// Two people walk through all pages of the sample, on a real stack: every call of the client is made,
// and what comes back is looked at. usage: GATEWAY=… SANDBOX=… ADMIN_KEY=… node walk.js
const assert = require("node:assert");
const zlib = require("node:zlib");
const { described } = require("./calls.js");
const { Phone, eventually, exchange, json } = require("./phone.js");

const { GATEWAY: gateway, SANDBOX: sandbox, ADMIN_KEY: key } = process.env;
const asked = new Set();

/** A picture of one colour; another one each time. */
let pictures = 0;
const png = () => {
  const number = (pictures += 1) + Math.floor(Date.now() % 50000) * 64;
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(8, 0);
  head.writeUInt32BE(8, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const colour = [120 + (number % 64), (number >> 6) & 255, (number >> 14) & 255];
  const row = Buffer.from([0, ...Array(8).fill(colour).flat()]);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head),
    chunk("IDAT", zlib.deflateSync(Buffer.concat(Array(8).fill(row)))), chunk("IEND", Buffer.alloc(0)),
  ]);
};
const crc32 = (octets) => {
  let crc = ~0;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
};

const office = (method, path, data) =>
  json(method, `${gateway}/admin/commerce/${path}`, data, { Authorization: `Bearer ${key}` });
const tap = (dataset) => ({ currentTarget: { dataset } });
const input = (name, value) => ({ currentTarget: { dataset: { name } }, detail: { value } });
const choice = (value) => ({ detail: { value } });

/** Taps, and expects these words on the screen. */
const hears = async (phone, words, work) => {
  phone.said.length = 0;
  await work;
  assert.ok(phone.said.some((one) => one.includes(words)), `"${words}", not ${phone.said}`);
};

const person = async (name, number, app) => {
  await json("POST", `${sandbox}/sandbox/users`, {
    name, nickname: `${name}的昵称`, phone: number, gender: 1, steps: [100, 200] });
  const phone = new Phone({ gateway, sandbox, user: name, appid: app.appid, asked });
  phone.appNumber = app.app_id;
  phone.mobile = number.replace(/^13/, "15");
  return phone;
};
const phoneNumber = async (phone) =>
  ({ detail: { code: (await phone.box("/sandbox/phone-code")).code } });
const avatar = (phone) => ({ detail: { avatarUrl: phone.picture(png()) } });

const points = async (ming, hong) => {
  const home = await ming.open("home");
  assert.strictEqual(home.data.me.balance, 0);
  await hears(ming, "签到成功", home.sign());
  await hears(ming, "每天只能签到一次", home.sign());
  await hears(ming, "手机认证成功", home.takePhone(await phoneNumber(ming)));
  await hears(ming, "微信运动已更新", home.takeSteps());
  await ming.until(home, "what was earned", ({ me, proved }) =>
    me.balance > 0 && proved.is_phone && proved.is_wx_run);

  const invite = await ming.open("invite");
  const { path } = invite.onShareAppMessage();
  assert.match(path, /^\/pages\/home\/home\?invite=\w{8}$/);
  hong.launch({ invite: path.split("=")[1] });
  await hong.open("home");
  await ming.until(invite, "the friend in the list", ({ rows }) => rows.length === 1);
  await invite.copy();
  assert.strictEqual(path.split("=")[1], ming.clipboard);

  const ledger = await ming.open("ledger");
  assert.ok(ledger.data.rows.some((row) => row.name === "每日签到"));
  assert.ok(ledger.data.best.some((one) => one.place === ledger.data.place));

  const certify = await ming.open("certify");
  ming.chosen = ming.picture(png());
  await certify.add();
  await certify.add();
  assert.strictEqual(certify.data.files.length, 1, "the same picture is there once");
  assert.match(certify.data.files[0].thumbnail, /^http/);
  await hears(ming, "已提交审核", certify.submit());
  await ming.until(certify, "the audit", ({ maySubmit }) => !maySubmit);
};

const account = async (ming) => {
  const page = await ming.open("account");
  page.setData({ nickname: "小明", sex: 1 });
  await hears(ming, "资料已保存", page.save());
  await hears(ming, "头像已更新", page.takeAvatar(avatar(ming)));
  assert.match(page.data.picture, /^http/);
  await hears(ming, "资料已更新", page.takeProfile());
  await page.look();
  await hears(ming, "授权成功", page.authorize());
  await page.look();
  assert.ok(page.data.user.nickname);
  await hears(ming, "头像已更新", page.takeShared(avatar(ming)));
  await hears(ming, "已续期七天", page.renew());
  await ming.until(page, "another session", ({ sessions }) => sessions.length >= 2);
  const other = page.data.sessions.find((one) => !one.current);
  await hears(ming, "已下线", page.end(tap({ id: other.id })));
  await hears(ming, "已下线", page.endOthers());
  await ming.until(page, "one session", ({ sessions }) => sessions.length === 1);
};

const register = async (phone, mobile) => {
  const page = await phone.open("register");
  if (!page.data.account) {
    page.setData({ nickname: "会员", birthday: "2000-02-29", gender: 2 });
    page.typed(input("phone", mobile));
    await hears(phone, "登记成功", page.registerByHand());
  }
  await phone.until(page, "the account", (data) => data.account && data.account.id > 0);
  await hears(phone, "头像已更新", page.takeAvatar(avatar(phone)));
  if (page.data.bound) return page;
  page.typed(input("mobile", mobile));
  await hears(phone, "验证码", page.send());
  page.typed(input("verifyCode", phone.lastWords.match(/\d{6}/)[0]));
  await hears(phone, "手机号已验证", page.bind());
  page.onUnload();
  return page;
};

/** Publishes, and opens the task once it is on the square. */
const hide = async (phone, fields) => {
  const page = await phone.open("publish");
  phone.chosen = phone.picture(png());
  await page.choose();
  page.setData(fields);
  await page.submit();
  const url = phone.went[phone.went.length - 1];
  assert.match(url, /code=\w+$/, `${phone.said}`);
  const task = await phone.open("task", { code: url.split("=")[1] });
  await phone.until(task, "the task opens", (data) => data.task.isOpen);
  return task;
};

const treasure = async (ming, hong) => {
  const onSite = await hide(ming, { kind: "2", way: "1", name: "一袋金桔", forecast: "1" });
  const { code } = onSite.data.task;
  const square = await hong.open("square");
  const index = square.data.rows.findIndex((row) => row.code === code);
  await square.dig(tap({ code, index }));
  assert.match(hong.went.pop(), new RegExp(code), "won at once");

  const won = await hong.open("task", { code });
  await won.startClaim();
  await ming.until(onSite, "the prize found", ({ winners }) => winners.length === 1);
  onSite.typed(input("verifyCode", won.data.claim.verify_code));
  await hears(ming, "已交给", onSite.verify());
  await hong.until(won, "the prize handed over", ({ task }) => task.is_draw === 1);
  await won.prove();
  assert.strictEqual(won.data.proof.prizes.length, 1);
  assert.match(won.data.proof.seed, /^[0-9a-f]{64}$/);
  won.setData({ isEnd: false });
  await won.readOn();
  assert.ok(won.data.isEnd);

  const packet = await hide(ming, { kind: "1", name: "红包", money: "1", prizes: "1", forecast: "1" });
  const shared = packet.onShareAppMessage().path;
  const query = Object.fromEntries(new URL(shared, "http://x").searchParams);
  const dug = await hong.open("task", query);
  await hears(hong, "挖到了", dug.dig());
  await hong.until(dug, "the red packet", async ({ task }) => {
    if (task.is_prize === 1 && task.is_draw === 0) await dug.startClaim();
    return task.is_draw === 1;
  });
  await packet.poster();
  assert.match((await exchange("GET", ming.went.pop(), {})).header["content-type"], /^image\//);

  const unpaid = await ming.open("publish");
  ming.chosen = ming.picture(png());
  await unpaid.choose();
  unpaid.setData({ kind: "1", name: "没付款", prizes: "2", interval: "5", fluctuation: "1" });
  const pay = ming.wx.requestPayment;
  ming.wx.requestPayment = ({ fail }) => fail({ errMsg: "requestPayment:fail cancel" });
  await unpaid.submit();
  ming.wx.requestPayment = pay;
  const later = await ming.open("task", { code: ming.went.pop().split("=")[1] });
  assert.strictEqual(later.data.task.state, "awaiting_payment");
  await hears(ming, "支付完成", later.pay());
  await ming.until(later, "the task opens", ({ task }) => task.isOpen);
  await hears(ming, "已结束", later.end());
  for (const page of [onSite, won, packet, dug, later]) page.onUnload();

  const mine = await ming.open("mine");
  assert.strictEqual(mine.data.rows.length, 3);
  for (const tab of [1, 2]) {
    mine.choose(tap({ tab }));
    await ming.loaded(mine, "mine");
    assert.strictEqual(mine.data.rows.length, 0);
  }
  await hears(ming, "资料已更新", mine.takeProfile());
  await hears(ming, "头像已更新", mine.takeAvatar(avatar(ming)));
  const prizes = await hong.open("mine");
  prizes.choose(tap({ tab: 2 }));
  await hong.loaded(prizes, "mine");
  assert.strictEqual(prizes.data.rows.length, 2);
};

/** A shop of a centre with one good. */
const shop = async (name, centre) => {
  const category = await office("POST", "categories", { name: `${name}类` });
  const place = { lng: 116.387165, lat: 39.913715 };
  const merchant = await office("POST", "merchants", Object.assign({
    oper_id: centre, category_id: category.id, name, address: "建设路72号",
    contacter_phone: "010-87908186", status: 1 }, place));
  const good = await office("POST", "goods", {
    merchant_id: merchant.id, name: "套餐", price: 1280, market_price: 1980,
    start_date: "2020-01-01", end_date: "2099-12-31", stock: 50, status: 1 });
  return { merchant: merchant.id, good: good.id, category: category.id };
};

/** Buys in a shop; the page of the order. */
const buy = async (phone, { merchant, good }, pieces) => {
  const page = await phone.open("shop", { id: String(merchant) });
  assert.strictEqual(page.data.rows.length, 1);
  await page.open(tap({ id: good }));
  for (let piece = 1; piece < pieces; piece += 1) page.further();
  assert.strictEqual(page.data.due, (12.8 * pieces).toFixed(2));
  await page.buy();
  const url = phone.went.pop();
  assert.match(url || "", /order\?no=/, `${phone.said}`);
  return phone.open("order", { no: url.split("=")[1] });
};

/** What is in the mini-program codes of an app. */
const scenes = async ({ appid }) => {
  const { codes } = await json("GET", `${sandbox}/sandbox/codes?limit=200`);
  return codes.filter((one) => one.appid === appid).map((one) => one.scene);
};

const merchants = async (ming, hong, ours, theirs, apps) => {
  const shops = await hong.open("shops");
  assert.ok(shops.data.rows.length > 0 && shops.data.hot.length > 1 && shops.data.here);
  shops.turnColumn({ detail: { column: 0, value: 1 } });
  shops.chooseCategory(tap({ id: ours.category }));
  await hong.until(shops, "one shop", ({ rows }) => rows.length === 1 && rows[0].far);
  assert.strictEqual(shops.data.rows[0].id, ours.merchant);

  const refused = await hong.open("shop", { id: String(ours.merchant) });
  await refused.open(tap({ id: ours.good }));
  await refused.buy();
  assert.strictEqual(hong.went.pop(), "/pages/register/register", "no mobile, no order");
  await register(hong, hong.mobile);

  const paid = await buy(hong, ours, 2);
  await hong.until(paid, "the payment", ({ order }) => order.status === 4);
  assert.strictEqual(paid.data.order.items.length, 2);
  for (const { verify_code: number } of paid.data.order.items) {
    await office("POST", "vouchers/redeem", { verify_code: number });
  }
  await hong.until(paid, "the redemption", ({ order }) => order.status === 7);

  const returned = await buy(hong, ours, 1);
  await hong.until(returned, "the payment", ({ order }) => order.status === 4);
  await hears(hong, "退款", returned.refund());
  await hong.until(returned, "the refund", ({ order }) => order.status === 6);

  const pay = hong.wx.requestPayment;
  hong.wx.requestPayment = ({ fail }) => fail({ errMsg: "requestPayment:fail cancel" });
  const cancelled = await buy(hong, ours, 1);
  hong.wx.requestPayment = pay;
  assert.strictEqual(cancelled.data.order.status, 1);
  await hears(hong, "订单已取消", cancelled.cancel());

  // Another centre's: paid in its own mini-program, which a code leads to.
  const bridged = await buy(hong, theirs, 1);
  await hears(hong, "链接已复制", bridged.pay());
  const before = await scenes(apps[2]);
  assert.strictEqual((await exchange("GET", hong.clipboard, {})).status, 200);
  const [scene] = (await scenes(apps[2])).filter((one) => !before.includes(one));
  const there = new Phone({ gateway, sandbox, user: hong.user, appid: apps[2].appid, asked });
  there.appNumber = apps[2].app_id;
  there.launch();
  const entered = await there.open("order", { scene: encodeURIComponent(scene) });
  assert.strictEqual(entered.data.order.order_no, bridged.data.order.order_no);
  await entered.pay();
  await there.until(entered, "the payment", ({ order }) => order.status === 4);

  const orders = await hong.open("orders");
  assert.strictEqual(orders.data.rows.length, 4);
  orders.choose(tap({ index: 2 }));
  await hong.loaded(orders, "orders");
  assert.deepStrictEqual(orders.data.rows.map((row) => row.status), [4]);
};

/** A token that has ended is noticed by the client, and nobody sees it. */
const loggedOut = async (ming) => {
  const elsewhere = new Phone({ gateway, sandbox, user: ming.user, appid: ming.appid, asked });
  elsewhere.launch();
  await elsewhere.open("home");
  await elsewhere.kumquat.session.logoutAll();
  await eventually("the token has ended", async () =>
    (await ming.kumquat.raw("GET", "/api/session/list")).status === 401);
  await ming.open("home");
  assert.strictEqual((await ming.kumquat.raw("GET", "/api/session/list")).status, 200);
  await ming.open("orders");
};

const main = async () => {
  const run = String(Date.now() % 1e8);
  const { apps } = await json("GET", `${sandbox}/sandbox/apps`);
  const ming = await person(`ming${run}`, `138${run.padStart(8, "0")}`, apps[0]);
  const hong = await person(`hong${run}`, `139${run.padStart(8, "0")}`, apps[0]);
  const [ours, theirs] = [await shop(`近店${run}`, 1), await shop(`远店${run}`, 2)];
  ming.launch();
  await points(ming, hong);
  await account(ming);
  await register(ming, ming.mobile);
  await treasure(ming, hong);
  await merchants(ming, hong, ours, theirs, apps);
  await loggedOut(ming);
  const page = await ming.open("account");
  await hears(ming, "账号已注销", page.delete());

  const missing = [...described()].filter(([address, methods]) =>
    !methods.some((method) => asked.has(`${method} ${address}`)));
  assert.deepStrictEqual(missing, [], "every call was made");
  console.log(`walked: ${asked.size} calls`);
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
