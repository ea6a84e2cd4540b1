// What pages and components are made of: data, life, calls.

import { camel, steps } from "./wxml.js";
import { patch, remove } from "./render.js";

export function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (value && typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)]));
  }
  return value;
}

export function assign(data, path, value) {
  const way = steps(path);
  const last = way.pop();
  let at = data;
  way.forEach((step, index) => {
    if (at[step] === null || typeof at[step] !== "object") at[step] = /^\d+$/.test(way[index + 1] ?? last) ? [] : {};
    at = at[step];
  });
  at[last] = value;
}

const read = (data, path) => steps(path).reduce((at, step) => at?.[step], data);

// One that shows a template for its data: a page or a component.
export class Shown {
  constructor(phone, path, place, depth) {
    Object.assign(this, { phone, path, place, depth, nodes: [], waiting: [], isOver: false });
  }

  call(name, ...given) {
    if (typeof this.self[name] !== "function") {
      this.phone.say("warn", `${this.path} 没有函数 ${name}`);
      return undefined;
    }
    return this.attempt(() => this.self[name](...given));
  }

  attempt(work) {
    try {
      const result = work();
      if (typeof result?.then === "function") result.then(undefined, (error) => this.phone.failed(error));
      return result;
    } catch (error) {
      this.phone.failed(error);
      return undefined;
    }
  }

  setData(changes, done) {
    for (const [path, value] of Object.entries(changes ?? {})) assign(this.self.data, path, value);
    this.changed?.(Object.keys(changes ?? {}));
    this.later(done);
  }

  later(done) {
    if (done) this.waiting.push(() => this.attempt(() => done.call(this.self)));
    this.phone.redraw(this);
  }

  draw() {
    if (this.isOver) return;
    try {
      const nodes = this.phone.templates.render(`${this.path}.wxml`, this.self.data);
      const before = this.nodes;
      this.nodes = nodes;
      patch(this.place, before, nodes, this);
    } catch (error) {
      this.phone.failed(error);
    }
    for (const done of this.waiting.splice(0)) done();
  }

  clear() {
    for (const node of this.nodes) remove(node);
    this.nodes = [];
    this.isOver = true;
  }

  common(self) {
    self.setData = (changes, done) => this.setData(changes, done);
    self.selectComponent = (selector) => this.place.querySelector(selector)?.shown?.self ?? null;
    self.selectAllComponents = (selector) =>
      [...this.place.querySelectorAll(selector)].map((one) => one.shown?.self).filter(Boolean);
    self.is = this.path;
  }
}

export class PagePart extends Shown {
  constructor(phone, path, place, definition, query) {
    super(phone, path, place, 0);
    const self = { route: path, options: query };
    const parts = definition.behaviors?.length || definition.methods ? merged(definition) : null;
    Object.assign(self, definition, parts?.methods, definition.methods);
    self.data = copy({ ...parts?.data, ...definition.data });
    this.common(self);
    this.self = self;
  }

  tell(name, ...given) {
    return typeof this.self[name] === "function" ? this.call(name, ...given) : undefined;
  }
}

const LIVES = ["created", "attached", "ready", "detached"];
const EMPTY = new Map([[String, ""], [Number, 0], [Boolean, false], [Array, []], [Object, null]]);

// A definition with those of its behaviors before its own.
function merged(definition) {
  const made = { properties: {}, data: {}, methods: {}, observers: [], lives: Object.fromEntries(LIVES.map((name) => [name, []])), page: [] };
  const add = (one) => {
    for (const behavior of one.behaviors ?? []) add(behavior);
    Object.assign(made.properties, one.properties);
    Object.assign(made.data, one.data);
    Object.assign(made.methods, one.methods);
    made.observers.push(...Object.entries(one.observers ?? {}));
    for (const name of LIVES) {
      const life = one.lifetimes?.[name] ?? one[name];
      if (life) made.lives[name].push(life);
    }
    if (one.pageLifetimes) made.page.push(one.pageLifetimes);
  };
  add(definition);
  return made;
}

const taken = (type, value) => {
  if (type === Boolean) return value === "" ? true : value === "false" ? false : Boolean(value);
  if (value === undefined) return undefined;
  if (type === String) return value === null ? "" : String(value);
  if (type === Number) return Number(value) || 0;
  return value;
};

export class ComponentPart extends Shown {
  constructor(phone, path, definition, sheets, owner) {
    const host = document.createElement(`kq-${path.split("/").pop().toLowerCase()}`);
    super(phone, path, host.attachShadow({ mode: "open" }), owner.depth + 1);
    this.place.adoptedStyleSheets = sheets;
    this.parts = merged(definition);
    this.host = host;
    Object.defineProperty(host, "shown", { value: this });
    this.types = {};
    const data = copy(this.parts.data);
    for (const [name, given] of Object.entries(this.parts.properties)) {
      const property = typeof given === "function" || given === null ? { type: given } : given;
      this.types[name] = property;
      data[name] = copy("value" in property ? property.value : EMPTY.get(property.type) ?? null);
    }
    const self = { data, properties: data, ...this.parts.methods };
    this.common(self);
    self.triggerEvent = (name, detail, options = {}) => host.dispatchEvent(
      new CustomEvent(`wx:${name}`, { detail, bubbles: Boolean(options.bubbles), composed: Boolean(options.composed) }),
    );
    Object.defineProperty(self, "id", { get: () => host.id });
    Object.defineProperty(self, "dataset", { get: () => ({ ...host.wx?.data }) });
    this.self = self;
    this.live("created");
  }

  has(name) { return camel(name) in this.types; }

  live(name) { for (const life of this.parts.lives[name]) this.attempt(() => life.call(this.self)); }

  page(name) { for (const lives of this.parts.page) if (lives[name]) this.attempt(() => lives[name].call(this.self)); }

  // What the owner's template gives.
  take(given) {
    const changed = [];
    for (const [attribute, raw] of Object.entries(given)) {
      const name = camel(attribute);
      const value = taken(this.types[name].type, raw);
      const before = this.self.data[name];
      if (value === undefined || (value === before && typeof value !== "object")) continue;
      this.self.data[name] = value;
      changed.push(name);
      const { observer } = this.types[name];
      const watch = typeof observer === "string" ? this.self[observer] : observer;
      if (watch) this.attempt(() => watch.call(this.self, value, before));
    }
    if (changed.length > 0) this.changed(changed);
    if (!this.isAttached) {
      this.isAttached = true;
      this.live("attached");
      this.draw();
      this.phone.afterDraw(() => this.live("ready"));
    } else if (changed.length > 0) this.later();
  }

  changed(paths) {
    const roots = paths.map((path) => steps(path).join("."));
    for (const [names, observe] of this.parts.observers) {
      const watched = names.split(",").map((name) => name.trim());
      const isMeant = watched.some((name) => name === "**" || roots.some((root) => {
        const plain = steps(name.replace(/\.\*\*$/, "")).join(".");
        return plain === root || root.startsWith(`${plain}.`) || plain.startsWith(`${root}.`);
      }));
      const values = watched.map((name) => (name === "**" ? this.self.data : read(this.self.data, name.replace(/\.\*\*$/, ""))));
      if (isMeant) this.attempt(() => observe.apply(this.self, values));
    }
  }

  end() {
    this.live("detached");
    this.clear();
  }
}
