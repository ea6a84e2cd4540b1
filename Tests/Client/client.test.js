"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { falseWx } = require("./wx.js");

const CLIENT = path.join(__dirname, "../../clients/miniprogram/kumquat.js");
const { connect, isRefusal } = require(CLIENT);

let tokens = 0;
const LOGIN = "/api/login/";
const loggedIn = () => ({
  data: {
    code: 0,
    msg: "成功",
    data: { openid: "o-me", is_new: false, token: `token-${(tokens += 1)}`, expires_in: 604800 },
  },
});

/** A client whose log-in works, and whose other answers come from `answer`. */
const world = (answer, options) => {
  const wx = falseWx((request) => (request.path === LOGIN ? loggedIn() : answer(request)));
  global.wx = wx;
  const client = connect(Object.assign({ origin: "https://api.example.com/" }, options));
  const count = (wanted) => wx.asked.filter((one) => one.path === wanted).length;
  return { client, wx, count };
};
const ok = (data) => ({ data: { code: 0, msg: "成功", data } });
const refusal = (promise) =>
  promise.then(() => assert.fail("was not refused"), (error) => error);

test("it is at most 12 KB, and asks for nothing", () => {
  const text = fs.readFileSync(CLIENT, "utf8");
  assert.ok(Buffer.byteLength(text) <= 12 * 1024, `${Buffer.byteLength(text)} octets`);
  assert.doesNotMatch(text, /\brequire\(|\bimport\b/);
});

test("the five envelopes", async (t) => {
  const cases = [
    ["points.queryBalance", {}, ok({ balance: 5 }).data, { balance: 5 }],
    ["points.sign", {}, { code: 0, msg: "成功" }, {}],
    [
      "points.rankByBalance", {}, { code: 0, msg: "成功", data: [[1, "a", "", 9]], rank: 1 },
      { data: [[1, "a", "", 9]], rank: 1 },
    ],
    ["points.queryPointRecord", {}, ok([{ point: 1 }]).data, [{ point: 1 }]],
    ["wxAuth.isOpenidRegistered", {}, { code: 0, detail: "", results: [{ is_registered: true }] },
      { is_registered: true }],
    ["treasure.getTaskList", {}, { status: 0, msg: "", data: [{ code: "a" }] }, [{ code: "a" }]],
    ["treasure.publishTask", {}, { status: 0, msg: "", code: "abc" }, { code: "abc" }],
    ["treasure.getMyInfo", {}, { status: 0, msg: "", digging_num: 1 }, { digging_num: 1 }],
    [
      "treasure.getTaskDetails", {},
      { status: 0, msg: "", code: "a", task_status: 1, data: { code: "a", status: 1 } },
      { code: "a", status: 1 },
    ],
    ["merchants.orders", {}, { code: 0, message: "", data: { total: 0, list: [] } },
      { total: 0, list: [] }],
    ["smallapp.oauth", {}, ok({ mobile: "" }).data, { mobile: "" }],
    ["session.list", {}, ok([{ id: "1" }]).data, [{ id: "1" }]],
  ];
  for (const [call, params, body, expected] of cases) {
    await t.test(call, async () => {
      const [group, name] = call.split(".");
      const { client } = world(() => ({ data: body }));
      assert.deepStrictEqual(await client[group][name](params), expected);
    });
  }
});

test("a refusal says all of it", async () => {
  const { client } = world(() => ({
    data: { status: 4, msg: "任务不存在" }, header: { "X-Request-Id": "r-1" },
  }));
  const error = await refusal(client.treasure.digTask({ code: "x" }));
  assert.deepStrictEqual(
    [error.name, error.contract, error.call, error.code, error.text, error.status, error.requestID],
    ["Refusal", "treasure", "treasure.digTask", 4, "任务不存在", 200, "r-1"],
  );
  assert.ok(error instanceof Error);
  assert.ok(isRefusal(error) && isRefusal(error, "treasure.digTask"));
  assert.ok(!isRefusal(error, "points.sign") && !isRefusal(new Error("x")) && !isRefusal(null));
});

test("what is no answer of the contract has a code all the same", async (t) => {
  const cases = [
    ["points.sign", "points", -502], ["wxAuth.login", "wx_auth", 502],
    ["treasure.getMyInfo", "treasure", 502], ["merchants.orders", "merchants", 500],
    ["smallapp.oauth", "smallapp", -502], ["session.list", "sessions", -502],
  ];
  for (const [call, contract, code] of cases) {
    for (const data of ["<html>", "", "null", [], { hello: 1 }]) {
      await t.test(`${call} ${JSON.stringify(data)}`, async () => {
        const [group, name] = call.split(".");
        const { client } = world(() => ({ status: 502, data }));
        const error = await refusal(client[group][name]({}));
        assert.deepStrictEqual([error.contract, error.code, error.status], [contract, code, 502]);
      });
    }
  }
});

test("one log-in for all who ask at once, and its openid is filled in", async () => {
  const { client, wx, count } = world(() => ok({}));
  await Promise.all([client.points.sign(), client.points.queryBalance(), client.session.list()]);
  assert.strictEqual(count(LOGIN), 1);
  const sign = wx.asked.find((one) => one.path === "/api/sign/");
  assert.deepStrictEqual(sign.data, { openid: "o-me" });
  assert.match(sign.header.Authorization, /^Bearer token-\d+$/);
  assert.deepStrictEqual(wx.asked[0].data, { code: "code-1" });
  assert.ok(!wx.asked[0].header.Authorization);
  assert.deepStrictEqual(client.me(), { openid: "o-me", unionid: undefined, isLoggedIn: true });
});

test("what is given goes before what is filled in; nothing is sent for null and undefined", async () => {
  const { client, wx } = world(() => ok({}));
  await client.points.update({ openid: "o-other", nickname: null, sex: undefined, city: "" });
  assert.deepStrictEqual(wx.asked[1].data, { openid: "o-other", city: "" });
});

test("the unionid is filled in once an answer has told it", async () => {
  const { client, wx } = world(({ path: asked }) =>
    asked.endsWith("userLogin")
      ? { data: { status: 0, msg: "", data: {
          token: "t", expires_in: 9999, openid: "o-me", unionid: "u-me" } } }
      : { data: { status: 0, msg: "", data: [] } });
  await client.treasure.userLogin({ encryptedData: "x", iv: "y" });
  await client.treasure.getTaskList({ page: 2 });
  assert.deepStrictEqual(wx.asked.map((one) => one.data), [
    { encryptedData: "x", iv: "y", code: "code-1" }, { unionid: "u-me", page: 2 },
  ]);
});

test("an account names its openid and unionid, too", async () => {
  const { client } = world(() => ({ data: { code: 0, detail: "", results: [
    { account: { openid: "o-a", unionid: "u-a" }, token: "t", expires_in: 9999 }] } }));
  await client.wxAuth.register({ phone: "13800138000" });
  assert.deepStrictEqual(client.me(), { openid: "o-a", unionid: "u-a", isLoggedIn: true });
});

test("the token is kept by host and app, and found again", async () => {
  const { client, wx, count } = world(() => ok({}));
  await client.points.sign();
  assert.deepStrictEqual([...wx.storage.keys()], ["kumquat https://api.example.com wxapp"]);
  await connect({ origin: "https://api.example.com" }).points.sign();
  assert.strictEqual(count(LOGIN), 1);
  await connect({ origin: "https://other.example.com" }).points.sign();
  await connect({ origin: "https://api.example.com", appid: "wxother" }).points.sign();
  assert.strictEqual(count(LOGIN), 3);
  assert.strictEqual(wx.asked.filter((one) => one.path === LOGIN)[2].data.appid, "wxother");
  client.forget();
  assert.strictEqual(client.me().isLoggedIn, false);
  await client.points.sign();
  assert.strictEqual(count(LOGIN), 4);
});

test("a token whose time is over is not tried", async () => {
  const { client, wx, count } = world(() => ok({}));
  await client.points.sign();
  const [key] = wx.storage.keys();
  wx.storage.set(key, Object.assign(wx.storage.get(key), { until: Date.now() + 1000 }));
  await connect({ origin: "https://api.example.com" }).points.sign();
  assert.strictEqual(count(LOGIN), 2);
});

test("log in again and repeat once, on each contract's codes", async (t) => {
  const cases = [
    ["points.sign", 401, { code: -401, msg: "" }], ["wxAuth.login", 401, { code: 401, detail: "" }],
    ["treasure.getMyInfo", 401, { status: 401, msg: "" }],
    ["merchants.orders", 401, { code: 10007, message: "" }],
    ["merchants.orders", 200, { code: 70010, message: "" }],
    ["smallapp.oauth", 200, { code: 8527, msg: "", data: {} }],
    ["session.list", 401, { code: -401, msg: "" }], ["session.renew", 401, "<html>"],
  ];
  for (const [call, status, data] of cases) {
    const [group, name] = call.split(".");
    await t.test(`${call} ${status} is repeated`, async () => {
      let answers = 0;
      const { client, wx, count } = world(({ path: asked }) =>
        (answers += 1) === 1 ? { status, data } : asked.includes("treasure")
          ? { data: { status: 0, msg: "" } } : ok({ done: 1 }));
      await client[group][name]({});
      assert.deepStrictEqual([answers, count(LOGIN)], [2, 2]);
      const [first, second] = wx.asked.filter((one) => one.path !== LOGIN);
      assert.notStrictEqual(first.header.Authorization, second.header.Authorization);
    });
    await t.test(`${call} ${status} is repeated once only`, async () => {
      const { client, wx } = world(() => ({ status, data }));
      const error = await refusal(client[group][name]({}));
      assert.strictEqual(error.status, status);
      assert.strictEqual(wx.asked.filter((one) => one.path !== LOGIN).length, 2);
    });
  }
});

test("many calls whose token is over share the next log-in", async () => {
  let good = "";
  const { client, count } = world(({ header }) =>
    header.Authorization === good ? ok({}) : { status: 401, data: { code: -401, msg: "" } });
  good = `Bearer token-${tokens + 2}`;
  await Promise.all([1, 2, 3, 4].map(() => client.points.sign()));
  assert.strictEqual(count(LOGIN), 2);
});

test("a log-in that is refused is not tried again", async () => {
  const wx = falseWx(() => ({ data: { code: -3, msg: "获取openID失败" } }));
  global.wx = wx;
  const client = connect({ origin: "https://api.example.com" });
  const error = await refusal(client.points.sign());
  assert.deepStrictEqual([error.call, error.code], ["points.login", -3]);
  assert.strictEqual(wx.asked.length, 1);
  await refusal(client.points.sign());
  assert.strictEqual(wx.asked.length, 2, "a later call tries anew");
});

test("a log-in of one's own, and a code of one's own", async () => {
  const { client, wx } = world(
    () => ({ data: { code: 0, message: "", data: { token: "t", expires_in: 999, list: [] } } }),
    { code: async () => "mine", logIn: ({ invite }) => client.merchants.wxLogin({ appid: invite }) },
  );
  await client.logIn({ invite: "wxme" });
  await client.merchants.orders();
  assert.deepStrictEqual(wx.asked.map((one) => [one.method, one.path]), [
    ["POST", "/api/user/wxLogin"], ["GET", "/api/user/orders"],
  ]);
  assert.deepStrictEqual(wx.asked[0].data, { appid: "wxme", code: "mine" });
});

test("whoever needs an openid and has none logs in for it", async () => {
  const { client, count } = world(() => ({
    data: { code: 0, message: "", data: { token: "t", expires_in: 9999 } } }));
  await client.merchants.wxLogin();
  assert.strictEqual(count(LOGIN), 0);
  await client.points.queryBalance();
  assert.strictEqual(count(LOGIN), 1);
});

test("Retry-After is obeyed for what may be repeated, within bounds", async (t) => {
  const timers = [];
  const real = global.setTimeout;
  global.setTimeout = (work, milliseconds) => (timers.push(milliseconds), real(work, 0));
  t.after(() => (global.setTimeout = real));
  const busy = (status, seconds) => ({
    status, data: { code: -status, msg: "忙" }, header: { "retry-after": seconds } });
  const cases = [
    ["a read, 429", "queryBalance", {}, [busy(429, "2")], [2000], 0],
    ["a read, twice 503", "queryBalance", {}, [busy(503, "1"), busy(503, "3")], [1000, 3000], 0],
    ["a read, three times", "queryBalance", {}, [busy(503, "1"), busy(503, "1"), busy(503, "1")],
      [1000, 1000], -503],
    ["a read, too long", "queryBalance", {}, [busy(429, "60")], [], -429],
    ["a read, no header", "queryBalance", {}, [{ status: 503, data: { code: -503, msg: "" } }],
      [], -503],
    ["a write", "sign", {}, [busy(429, "1")], [], -429],
    ["a write with a key", "sign", { key: "k" }, [busy(503, "1")], [1000], 0],
  ];
  for (const [title, name, extras, answers, waits, code] of cases) {
    await t.test(title, async () => {
      timers.length = 0;
      const left = [...answers];
      const { client, wx } = world(() => left.shift() || ok({ done: 1 }));
      const error = await client.points[name]({}, extras).then(() => ({ code: 0 }), (e) => e);
      assert.strictEqual(error.code, code);
      assert.deepStrictEqual(timers.filter((one) => one >= 1000), waits);
      for (const one of wx.asked.slice(1)) assert.strictEqual(one.header["Idempotency-Key"], extras.key);
    });
  }
});

test("no answer: a read is asked once more, a write only with its key", async (t) => {
  for (const [name, extras, expected] of [
    ["queryBalance", {}, 2], ["sign", {}, 1], ["sign", { key: "k-1" }, 2]]) {
    await t.test(`${name} ${JSON.stringify(extras)}`, async () => {
      const { client, wx } = world(() => new Error("request:fail timeout"));
      const error = await refusal(client.points[name]({}, extras));
      assert.deepStrictEqual([error.name, error.reason], ["NoAnswer", "request:fail timeout"]);
      assert.ok(error.text && !isRefusal(error));
      assert.strictEqual(wx.asked.length, 1 + expected);
    });
  }
});

test("files", async () => {
  const { client, wx } = world(() => ({ data: JSON.stringify(ok({ id: 7 }).data) }));
  assert.deepStrictEqual(await client.points.upload({ image: "wxfile://a.jpg" }), { id: 7 });
  assert.deepStrictEqual(
    await client.upload("/api/smallapp/uploadAvatar", "image", "wxfile://b.jpg", { a: 1 }), { id: 7 });
  const [, first, second] = wx.asked;
  assert.deepStrictEqual(first.file, { name: "image", path: "wxfile://a.jpg" });
  assert.deepStrictEqual(first.data, { openid: "o-me" });
  assert.deepStrictEqual(second.file, { name: "image", path: "wxfile://b.jpg" });
  assert.deepStrictEqual(second.data, { a: 1 });
});

test("upload() speaks the contract of the address", async () => {
  const { client } = world(() => ({ data: { status: 3, msg: "no" } }));
  const error = await refusal(client.upload("/api/treasure/uploadFile", "file", "wxfile://a"));
  assert.deepStrictEqual([error.contract, error.code, error.text], ["treasure", 3, "no"]);
});

test("raw() gives the answer as it came, with the token", async () => {
  const { client, wx } = world(() => ({ status: 418, data: "tea", header: { a: "b" } }));
  assert.deepStrictEqual(await client.raw("GET", "/x", { q: 1 }),
    { status: 418, data: "tea", header: { a: "b" } });
  assert.match(wx.asked[1].header.Authorization, /^Bearer token-/);
});
