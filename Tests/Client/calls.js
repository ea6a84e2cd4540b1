"use strict";
// What docs/openapi describes, and what the client asks for.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { falseWx } = require("./wx.js");

const ROOT = path.join(__dirname, "../..");
const DOCUMENTS = ["points", "wx_auth", "treasure", "merchants", "smallapp", "sessions"];
// Answered in JSON, and nothing that a mini-program asks.
const NOT_CALLED = ["/.well-known/jwks.json"];

/** Address and methods of everything that answers JSON. */
const described = () => {
  const found = new Map();
  for (const document of DOCUMENTS) {
    const text = fs.readFileSync(path.join(ROOT, `docs/openapi/${document}.json`), "utf8");
    const { paths, components } = JSON.parse(text);
    for (const [address, operations] of Object.entries(paths)) {
      if (NOT_CALLED.includes(address)) continue;
      for (const [method, { responses }] of Object.entries(operations)) {
        const success = responses["200"] || {};
        const whole = success.$ref ? components.responses[success.$ref.split("/").pop()] : success;
        if (!(whole.content || {})["application/json"]) continue;
        found.set(address, [...(found.get(address) || []), method.toUpperCase()]);
      }
    }
  }
  return found;
};

/** What each call of the client asks for. */
const called = async () => {
  const wx = falseWx(() => ({
    data: { code: 0, status: 0, msg: "", data: { token: "t", expires_in: 9999, openid: "o" } } }));
  global.wx = wx;
  const { connect } = require("../../clients/miniprogram/kumquat.js");
  const client = connect({ origin: "https://api.example.com" });
  await client.logIn();
  const calls = [];
  for (const [group, names] of Object.entries(client)) {
    if (typeof names !== "object") continue;
    for (const name of Object.keys(names)) {
      await client[group][name]({ code: "c" }).catch((error) => assert.strictEqual(error.name, "Refusal"));
      const { method, path: address } = wx.asked[wx.asked.length - 1];
      calls.push({ title: `${group}.${name}`, method, address });
    }
  }
  return calls;
};

module.exports = { called, described };
