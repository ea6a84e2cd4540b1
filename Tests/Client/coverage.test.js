"use strict";
const assert = require("node:assert");
const { test } = require("node:test");
const { called, described } = require("./calls.js");

test("the client has every call that is described, with a method that is", async () => {
  const known = described();
  const calls = await called();
  assert.ok(known.size > 60, `${known.size} addresses`);
  const addresses = calls.map((call) => call.address);
  assert.deepStrictEqual([...known.keys()].filter((one) => !addresses.includes(one)), []);
  for (const { title, method, address } of calls) {
    assert.ok((known.get(address) || []).includes(method), `${title}: ${method} ${address}`);
  }
});
