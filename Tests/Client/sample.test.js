"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { called } = require("./calls.js");

const ROOT = path.join(__dirname, "../..");
const SAMPLE = path.join(ROOT, "examples/miniprogram");

const files = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? files(place) : [place];
  });

test("the sample makes every call of the client", async () => {
  const sources = files(SAMPLE)
    .filter((file) => file.endsWith(".js") && !file.includes("/kumquat/"))
    .map((file) => fs.readFileSync(file, "utf8"));
  const text = sources.join("\n");
  const missing = (await called()).map((call) => call.title)
    .filter((title) => !text.includes(`kumquat.${title}(`));
  assert.deepStrictEqual(missing, []);
});

test("the sample names no call that there is not", async () => {
  const titles = (await called()).map((call) => call.title);
  for (const file of files(SAMPLE).filter((one) => one.endsWith(".js") && !one.includes("/kumquat/"))) {
    for (const [, title] of fs.readFileSync(file, "utf8").matchAll(/\bkumquat\.(\w+\.\w+)\(/g)) {
      assert.ok(titles.includes(title), `${file}: ${title}`);
    }
  }
});

test("the sample has the client that is checked in, and at most 120 KB", () => {
  for (const name of ["kumquat.js", "kumquat.d.ts"]) {
    const [here, there] = [path.join(SAMPLE, "kumquat"), path.join(ROOT, "clients/miniprogram")]
      .map((folder) => fs.readFileSync(path.join(folder, name), "utf8"));
    assert.ok(here === there, `${name}: make openapi writes both`);
  }
  // As it is packed: project.config.json leaves the declarations out.
  const packed = files(SAMPLE).filter((file) => !file.endsWith(".d.ts"));
  const size = packed.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  assert.ok(size <= 120 * 1024, `${size} octets`);
});

/** The pages and components: {name, wxml, js, isPage}. */
const views = () => {
  const { pages } = JSON.parse(fs.readFileSync(path.join(SAMPLE, "app.json"), "utf8"));
  const components = fs.readdirSync(path.join(SAMPLE, "components"))
    .map((name) => `components/${name}/${name}`);
  return [...pages, ...components].map((name) => {
    const read = (ending) => fs.readFileSync(path.join(SAMPLE, `${name}.${ending}`), "utf8");
    return { name, isPage: name.startsWith("pages/"), wxml: read("wxml"), js: read("js"), json: JSON.parse(read("json")) };
  });
};

test("every page opens, and every handler of its tags is there", () => {
  global.wx = {
    getExtConfigSync: () => ({}), getSystemInfoSync: () => ({ platform: "android" }),
    getStorageSync: () => "", getAccountInfoSync: () => ({ miniProgram: { appId: "wxapp" } }),
  };
  let options;
  global.Page = (given) => (options = given);
  global.Component = (given) => (options = Object.assign({}, given.methods, given));
  for (const { name, wxml } of views()) {
    require(path.join(SAMPLE, `${name}.js`));
    const handlers = [...wxml.matchAll(/\b(?:bind|catch):?\w+="(\w+)"/g)].map(([, handler]) => handler);
    assert.deepStrictEqual(
      handlers.filter((handler) => typeof options[handler] !== "function"), [], name);
  }
});

test("what a template shows is in the data of its page", () => {
  const words = ["item", "index", "this", "true", "false", "null", "undefined"];
  for (const { name, wxml, js } of views()) {
    const expressions = [...wxml.matchAll(/\{\{(.*?)\}\}/gs)].map(([, text]) =>
      text.replace(/'[^']*'/g, "''").replace(/(^|,)\s*\w+\s*:/g, "$1"));
    const roots = expressions.flatMap((text) =>
      [...text.matchAll(/(?<![.\w])[a-zA-Z_]\w*/g)].map(([root]) => root));
    const unknown = roots.filter((root) =>
      !words.includes(root) && !new RegExp(`\\b${root}\\b`).test(js));
    assert.deepStrictEqual([...new Set(unknown)], [], name);
  }
});

test("tags are closed in the order in which they were opened, and known", () => {
  const usual = ["view", "text", "image", "button", "input", "textarea", "form", "picker", "switch",
    "radio", "radio-group", "label", "scroll-view", "swiper", "swiper-item", "navigator", "block",
    "template", "import", "include", "progress", "slot"];
  const shared = JSON.parse(fs.readFileSync(path.join(SAMPLE, "app.json"), "utf8")).usingComponents;
  for (const { name, wxml, json } of views()) {
    const known = [...usual, ...Object.keys(shared), ...Object.keys(json.usingComponents || {})];
    const open = [];
    const bare = wxml.replace(/\{\{.*?\}\}/gs, "");
    for (const [, closing, tag, , selfClosing] of bare.matchAll(/<(\/?)([\w-]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
      assert.ok(known.includes(tag), `${name}: <${tag}>`);
      if (closing) assert.strictEqual(open.pop(), tag, `${name}: </${tag}>`);
      else if (!selfClosing) open.push(tag);
    }
    assert.deepStrictEqual(open, [], name);
  }
});
