// WXML: from text to a tree, and from that to what a page shows for its data.

import { endOfExpression, members, shown, textual } from "./expression.js";

const NAME = /[A-Za-z][\w:.*-]*/y;
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0", ensp: "\u2002", emsp: "\u2003" };

export const decoded = (text) => text.replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

export function parse(text, file = "wxml") {
  let at = 0;
  const root = { tag: "", attributes: {}, children: [] };
  const stack = [root];
  const fail = (what) => {
    throw new Error(`${file}:${text.slice(0, at).split("\n").length}: ${what}`);
  };
  const blank = () => { while (/\s/.test(text[at] ?? "")) at += 1; };
  const name = () => {
    NAME.lastIndex = at;
    const found = NAME.exec(text);
    if (!found) fail("这里要有名字");
    at = NAME.lastIndex;
    return found[0];
  };
  // Up to a tag, which does not begin inside of an expression.
  const words = () => {
    const start = at;
    while (at < text.length && text[at] !== "<") {
      const end = text.startsWith("{{", at) ? endOfExpression(text, at + 2) : -1;
      at = end < 0 ? at + 1 : end + 2;
    }
    return text.slice(start, at);
  };
  const attributes = () => {
    const found = {};
    for (;;) {
      blank();
      if (at >= text.length) fail("标签没有结束");
      if (text[at] === ">" || text[at] === "/") return found;
      const key = name();
      blank();
      if (text[at] !== "=") { found[key] = true; continue; }
      at += 1;
      blank();
      const quote = text[at];
      const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) fail(`${key} 的值要用引号`);
      found[key] = text.slice(at + 1, end);
      at = end + 1;
    }
  };
  while (at < text.length) {
    const top = stack[stack.length - 1];
    if (text[at] !== "<") {
      const said = words();
      if (said.trim() !== "") top.children.push({ text: said });
    } else if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at);
      at = end < 0 ? text.length : end + 3;
    } else if (text[at + 1] === "/") {
      at += 2;
      const closed = name();
      if (closed !== top.tag) fail(`</${closed}> 关不上 <${top.tag}>`);
      stack.pop();
      blank();
      if (text[at] !== ">") fail("标签没有结束");
      at += 1;
    } else {
      at += 1;
      const node = { tag: name(), attributes: attributes(), children: [] };
      top.children.push(node);
      if (text[at] === "/") at += 1;
      else stack.push(node);
      if (text[at] !== ">") fail("标签没有结束");
      at += 1;
      if (node.tag === "wxs") {
        const end = text.indexOf("</wxs>", at);
        if (stack[stack.length - 1] === node) { stack.pop(); at = end < 0 ? text.length : end + 6; }
      }
    }
  }
  if (stack.length > 1) fail(`<${stack[stack.length - 1].tag}> 没有关`);
  return root.children;
}

// Where a path leads that stands in a file.
export function resolved(path, file) {
  const parts = path.startsWith("/") ? [] : file.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

let numbers = 0;

// `file(path)` is a file's text; the result renders it: `render(scope)` gives a list of nodes.
export class Templates {
  constructor(file) {
    this.file = file;
    this.known = new Map();
  }

  load(path) {
    let found = this.known.get(path);
    if (!found) {
      const text = this.file(path);
      if (text === undefined) throw new Error(`没有文件 ${path}`);
      found = { own: new Map(), seen: new Map(), nodes: [] };
      this.known.set(path, found);
      found.nodes = this.list(parse(text, path), found, path);
    }
    return found;
  }

  list(nodes, home, path) {
    const made = [];
    let chain = null;
    for (const node of nodes) {
      const { attributes = {} } = node;
      if ("wx:elif" in attributes || "wx:else" in attributes) {
        if (!chain) throw new Error(`${path}: wx:elif 或 wx:else 前面要有 wx:if`);
        const test = "wx:elif" in attributes ? textual(attributes["wx:elif"]) : () => true;
        chain.branches.push([test, this.node(node, home, path)]);
        continue;
      }
      chain = null;
      const one = this.node(node, home, path);
      if (!one) continue;
      if ("wx:if" in attributes && !("wx:for" in attributes)) {
        chain = { kind: "if", branches: [[textual(attributes["wx:if"]), one]] };
        made.push(chain);
      } else made.push(one);
    }
    return made;
  }

  node(node, home, path) {
    if (node.text !== undefined) {
      return { kind: "text", id: ++numbers, text: textual(node.text.replace(/^\s*\n\s*|\s*\n\s*$/g, "")) };
    }
    const { "wx:for": list, ...rest } = node.attributes;
    if (list === undefined) return this.one(node, home, path);
    const inner = { ...node, attributes: rest };
    return {
      kind: "for",
      id: ++numbers,
      list: textual(list),
      item: rest["wx:for-item"] ?? "item",
      index: rest["wx:for-index"] ?? "index",
      key: rest["wx:key"],
      nodes: this.list([inner], home, path),
    };
  }

  one(node, home, path) {
    const { tag, attributes } = node;
    switch (tag) {
      case "block": return { kind: "block", nodes: this.list(node.children, home, path) };
      case "import": {
        const other = this.load(resolved(attributes.src, path));
        for (const [name, nodes] of other.own) home.seen.set(name, nodes);
        return null;
      }
      case "include":
        return { kind: "block", nodes: this.load(resolved(attributes.src, path)).nodes };
      case "template":
        if (attributes.name !== undefined) {
          home.own.set(attributes.name, this.list(node.children, home, path));
          return null;
        }
        return {
          kind: "template", id: ++numbers, home,
          is: textual(attributes.is ?? ""), data: textual(attributes.data ?? "", members),
        };
      default: return this.element(node, home, path);
    }
  }

  element({ tag, attributes, children }, home, path) {
    const made = { kind: "element", id: ++numbers, tag, path, attributes: [], events: [], data: [], models: [] };
    for (const [key, text] of Object.entries(attributes)) {
      if (key.startsWith("wx:")) continue;
      const event = /^(capture-)?(bind|catch)(:?)(.+)$/.exec(key);
      const value = text === true ? () => true : textual(text);
      if (event) made.events.push([event[4], event[2] === "catch", Boolean(event[1]), value]);
      else if (key.startsWith("data-")) made.data.push([camel(key.slice(5).toLowerCase()), value]);
      else if (key.startsWith("model:")) {
        made.models.push([key.slice(6), text.replace(/^\s*\{\{\s*|\s*\}\}\s*$/g, "")]);
        made.attributes.push([key.slice(6), value]);
      } else made.attributes.push([key, value]);
    }
    const read = (one) => (one.text === undefined ? one : { text: decoded(one.text) });
    made.nodes = this.list("decode" in attributes ? children.map(read) : children, home, path);
    return made;
  }

  render(path, scope) {
    const out = [];
    this.show(this.load(path).nodes, scope, "", out);
    return out;
  }

  show(nodes, scope, way, out) {
    for (const node of nodes) {
      switch (node.kind) {
        case "text": out.push({ key: way + node.id, tag: "#text", text: shown(node.text(scope)) }); break;
        case "block": this.show(node.nodes, scope, way, out); break;
        case "if": {
          const branch = node.branches.find(([test]) => test(scope));
          if (branch?.[1]) this.show([branch[1]], scope, way, out);
          break;
        }
        case "for": this.each(node, scope, way, out); break;
        case "template": {
          const name = shown(node.is(scope));
          const inner = node.home.own.get(name) ?? node.home.seen.get(name);
          const data = node.data(scope);
          if (inner) this.show(inner, data === "" ? {} : data, `${way}${node.id}/`, out);
          else if (name) throw new Error(`没有模板 ${name}`);
          break;
        }
        default: out.push(this.shownElement(node, scope, way));
      }
    }
  }

  each(node, scope, way, out) {
    const list = node.list(scope);
    const entries = typeof list === "number"
      ? Array.from({ length: Math.max(0, list) }, (_, index) => [index, index])
      : Array.isArray(list) || typeof list === "string"
        ? Array.from(list, (item, index) => [index, item]) : Object.entries(list ?? {});
    const seen = new Set();
    for (const [index, item] of entries) {
      const inner = Object.assign(Object.create(scope), { [node.item]: item, [node.index]: index });
      let key = node.key === undefined || node.key === true ? index
        : node.key === "*this" ? item : item?.[node.key] ?? index;
      key = String(key);
      while (seen.has(key)) key += "'";
      seen.add(key);
      this.show(node.nodes, inner, `${way}${node.id}[${key}]`, out);
    }
  }

  shownElement(node, scope, way) {
    const children = [];
    this.show(node.nodes, scope, way, children);
    const values = (list) => Object.fromEntries(list.map(([key, value]) => [key, value(scope)]));
    return {
      key: way + node.id,
      tag: node.tag,
      node,
      attributes: values(node.attributes),
      data: values(node.data),
      events: node.events.map(([name, stops, first, value]) => [name, stops, first, shown(value(scope))]),
      children,
    };
  }
}

export const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

// The steps of `a.b[0].c`.
export const steps = (path) => path.replace(/\[(\w+)\]/g, ".$1").split(".").filter((step) => step !== "");


