// From what a template shows to elements: kept where they can be, made and removed where not.

import { hasAttribute, hasEvent, hasTag } from "./table.js";
import { inline } from "./style.js";
import { builtIn, emit } from "./tags.js";

const NATIVE = new Set(["button", "input", "textarea", "label", "form", "navigator", "picker"]);
const BUSY = new Set(["button", "input", "textarea", "navigator", "picker", "switch", "checkbox", "radio", "slot", "label", "scroll-view", "swiper"]);

// What is not there is said once, with the place where it stands.
const said = new Set();
export function missing(phone, what) {
  if (said.has(what)) return;
  said.add(what);
  phone.say("warn", what);
}

export function patch(place, before, after, owner) {
  const kept = new Map(before.map((one) => [one.key, one]));
  const wanted = new Map(after.map((one) => [one.key, one]));
  for (const old of before) {
    const now = wanted.get(old.key);
    if (now && now.tag === old.tag) continue;
    remove(old);
    kept.delete(old.key);
  }
  let next = place.firstChild;
  for (const node of after) {
    const old = kept.get(node.key);
    if (old) update(old, node, owner);
    else create(node, owner);
    if (node.element === next) next = next.nextSibling;
    else place.insertBefore(node.element, next);
  }
}

function create(node, owner) {
  if (node.tag === "#text") {
    node.element = document.createTextNode(node.text);
    return;
  }
  const made = owner.phone.component(node.tag, owner);
  if (made) {
    node.component = made(node, owner);
    node.element = node.component.host;
  } else if (hasTag(node.tag)) {
    node.element = builtIn(node.tag, owner);
  } else {
    missing(owner.phone, `${node.node.path}: 没有标签 <${node.tag}>`);
    node.element = document.createElement("view");
  }
  const { element } = node;
  element.wx = { owner, data: {}, values: {}, listeners: new Map(), tag: node.tag };
  change(node, {}, owner);
  element.wx.place = node.component ? element : element.children_ ?? element;
  patch(element.wx.place, [], node.children, owner);
  element.built?.();
}

function update(old, node, owner) {
  node.element = old.element;
  node.component = old.component;
  if (node.tag === "#text") {
    if (old.text !== node.text) node.element.data = node.text;
    return;
  }
  change(node, old.attributes, owner);
  patch(node.element.wx.place, old.children, node.children, owner);
  node.element.built?.();
}

export function remove(node) {
  for (const child of node.children ?? []) remove(child);
  node.component?.end();
  node.element.ended?.();
  node.element.remove();
}

function change(node, before, owner) {
  const { element, attributes, component } = node;
  element.wx.data = node.data;
  const properties = {};
  for (const [name, value] of Object.entries(attributes)) {
    const isOwn = component?.has(name);
    if (isOwn) properties[name] = value;
    else if (!hasAttribute(component ? "view" : node.tag, name)) {
      if (hasTag(node.tag) || component) missing(owner.phone, `${node.node.path}: <${node.tag}> 没有属性 ${name}`);
    } else if (value !== before[name] || !(name in before)) set(element, name, value);
  }
  for (const name of Object.keys(before)) if (!(name in attributes)) set(element, name, undefined);
  listen(node, owner);
  if (component) component.take(properties);
}

function set(element, name, value) {
  element.wx.values[name] = value;
  if (element.take?.(name, value)) return;
  if (name === "style") element.style.cssText = inline(value ?? "");
  else if (name === "class") element.className = value ?? "";
  else if (name === "hidden") element.hidden = Boolean(value);
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : typeof value === "object" ? "" : value);
}

function listen(node, owner) {
  const { element, events, component } = node;
  const { listeners } = element.wx;
  const wanted = new Map(events.map((event) => [event[0], event]));
  for (const [model, path] of node.node.models) {
    const event = { value: node.tag === "picker" ? "change" : "input", checked: "change", current: "change" }[model];
    if (event) element.wx.model = [event, path, model];
    if (event && !wanted.has(event)) wanted.set(event, [event, false, false, ""]);
  }
  for (const [name, event] of wanted) {
    const there = listeners.get(name);
    if (there) { there.handler = event[3]; continue; }
    if (!component && !hasEvent(node.tag, name)) {
      missing(owner.phone, `${node.node.path}: <${node.tag}> 没有事件 ${name}`);
      continue;
    }
    const entry = { handler: event[3] };
    listeners.set(name, entry);
    element.addEventListener(`wx:${name}`, (fired) => {
      if (event[1]) fired.stopPropagation();
      handle(element, owner, name, fired, entry.handler);
    }, event[2]);
  }
  if (listeners.has("tap")) reachable(node);
}

function handle(element, owner, name, fired, handler) {
  const { model } = element.wx;
  if (model && model[0] === name) owner.self.setData({ [model[1]]: fired.detail[model[2]] ?? fired.detail.value });
  if (!handler) return;
  owner.call(handler, {
    type: name,
    timeStamp: Math.round(fired.timeStamp),
    detail: fired.detail ?? {},
    target: described(fired.target),
    currentTarget: described(element),
    touches: fired.detail?.touches ?? [],
    changedTouches: fired.detail?.touches ?? [],
  });
}

function described(element) {
  while (element && !element.wx) element = element.parentElement ?? element.getRootNode().host;
  if (!element) return { id: "", dataset: {} };
  return {
    id: element.id, dataset: { ...element.wx.data }, offsetLeft: element.offsetLeft, offsetTop: element.offsetTop,
  };
}

// What can be tapped can be reached by keyboard; it is called a button where nothing in it is one.
function reachable(node) {
  const { element } = node;
  if (NATIVE.has(node.tag) || node.component || element.hasAttribute("tabindex")) return;
  element.tabIndex = 0;
  const isLeaf = (children) => children.every((one) =>
    one.tag === "#text" || (!BUSY.has(one.tag) && hasTag(one.tag) && one.events.length === 0 && isLeaf(one.children)));
  const says = (children) => children.some((one) => (one.tag === "#text" ? one.text.trim() : says(one.children)));
  const isNamed = node.attributes["aria-label"] || says(node.children);
  if (!element.hasAttribute("role") && isNamed && isLeaf(node.children)) element.setAttribute("role", "button");
}

export { emit };
