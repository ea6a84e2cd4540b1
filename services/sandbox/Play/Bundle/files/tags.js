// The tags that WeChat has built in, each as an element that looks and behaves so.

import { pick } from "./dialogs.js";

const make = (name, className = "") => Object.assign(document.createElement(name), { className });

export function emit(element, name, detail = {}, bubbles = false) {
  element.dispatchEvent(new CustomEvent(`wx:${name}`, { detail, bubbles, composed: bubbles }));
}

const on = (element, name, action, options) => element.addEventListener(name, action, options);

function hover(element, name) {
  const set = (isDown) => { if (name && name !== "none") element.classList.toggle(name, isDown); };
  if (element.hovers) return;
  element.hovers = true;
  on(element, "pointerdown", () => set(true));
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) on(element, end, () => set(false));
}

function button(owner) {
  const element = make("button");
  element.type = "button";
  element.take = (name, value) => {
    switch (name) {
      case "disabled": element.disabled = Boolean(value); return true;
      case "loading": element.toggleAttribute("loading", Boolean(value)); element.ariaBusy = value ? "true" : null; return true;
      case "plain": element.toggleAttribute("plain", Boolean(value)); return true;
      case "type": element.dataset.type = value ?? ""; return true;
      case "form-type": element.type = value === "submit" || value === "reset" ? value : "button"; return true;
      case "hover-class": hover(element, value); return true;
      default: return false;
    }
  };
  on(element, "click", () => {
    const type = element.wx.values["open-type"];
    if (type) owner.phone.opened(type, element, owner);
  });
  return element;
}

function field(tag, owner) {
  const element = make(tag);
  element.maxLength = 140;
  element.autocomplete = "off";
  element.take = (name, value) => {
    switch (name) {
      case "value": {
        const text = value === undefined || value === null ? "" : String(value);
        if (element.value !== text) element.value = text;
        return true;
      }
      case "type":
        element.inputMode = { number: "numeric", digit: "decimal", idcard: "text" }[value] ?? "text";
        if (value === "nickname") on(element, "focus", () => owner.phone.offerNickname(element));
        return true;
      case "password": element.type = value ? "password" : "text"; return true;
      case "maxlength": element.maxLength = value >= 0 ? Number(value) : 1e6; return true;
      case "disabled": element.disabled = Boolean(value); return true;
      case "focus": if (value) requestAnimationFrame(() => element.focus()); return true;
      case "confirm-type": element.enterKeyHint = value ?? "done"; return true;
      case "auto-height": element.style.setProperty("field-sizing", value ? "content" : ""); element.style.height = value ? "auto" : ""; return true;
      default: return false;
    }
  };
  const detail = () => ({ value: element.value, cursor: element.selectionStart ?? element.value.length });
  on(element, "input", () => emit(element, "input", detail()));
  on(element, "focus", () => emit(element, "focus", { ...detail(), height: 0 }));
  on(element, "blur", () => emit(element, "blur", detail()));
  on(element, "keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && tag === "input") emit(element, "confirm", detail());
  });
  return element;
}

// A box inside of an element: checkbox, radio, switch.
function box(tag, type) {
  const element = make(tag);
  const inner = make("input");
  inner.type = type;
  if (tag === "switch") inner.setAttribute("role", "switch");
  element.append(inner);
  element.inner = inner;
  element.children_ = make("span");
  element.take = (name, value) => {
    switch (name) {
      case "checked": inner.checked = Boolean(value); return true;
      case "disabled": inner.disabled = Boolean(value); return true;
      case "value": inner.value = value ?? ""; return true;
      case "color": inner.style.accentColor = value ?? ""; inner.style.setProperty("--on", value ?? ""); return true;
      default:
        if (!name.startsWith("aria-")) return false;
        inner.setAttribute(name, value);
        return true;
    }
  };
  element.built = () => {
    const group = tag === "radio" && element.closest("radio-group");
    if (group) inner.name = group.number ??= `g${(groups += 1)}`;
  };
  on(inner, "change", () => {
    if (tag === "switch") return emit(element, "change", { value: inner.checked, checked: inner.checked });
    const group = element.closest(`${tag}-group`);
    if (!group) return undefined;
    const chosen = [...group.querySelectorAll(tag)].filter((one) => one.inner.checked).map((one) => one.inner.value);
    return emit(group, "change", { value: tag === "radio" ? inner.value : chosen });
  });
  return element;
}
let groups = 0;

function image(owner) {
  const element = make("image");
  const inner = make("img");
  inner.alt = "";
  inner.draggable = false;
  element.append(inner);
  element.children_ = make("span");
  element.take = (name, value) => {
    if (name === "src") {
      const url = value ? owner.phone.picture(String(value), owner) : null;
      if (url) inner.src = url; else inner.removeAttribute("src");
      inner.hidden = !url;
      return true;
    }
    if (name === "aria-label") { inner.alt = value ?? ""; return true; }
    if (name === "lazy-load") { inner.loading = value ? "lazy" : "eager"; return true; }
    return false;
  };
  on(inner, "load", () => emit(element, "load", { width: inner.naturalWidth, height: inner.naturalHeight }));
  on(inner, "error", () => { inner.hidden = true; emit(element, "error", { errMsg: "404" }); });
  return element;
}

function form() {
  const element = make("form");
  element.noValidate = true;
  const all = () => [...element.querySelectorAll("*")].filter((one) => one.wx?.values.name);
  on(element, "submit", (event) => {
    event.preventDefault();
    emit(element, "submit", { value: Object.fromEntries(all().map((one) => [one.wx.values.name, formValue(one)])) });
  });
  on(element, "reset", () => emit(element, "reset"));
  return element;
}

function formValue(element) {
  const boxes = (tag) => [...element.querySelectorAll(tag)].filter((one) => one.inner.checked).map((one) => one.inner.value);
  switch (element.wx.tag) {
    case "switch": return element.inner.checked;
    case "checkbox-group": return boxes("checkbox");
    case "radio-group": return boxes("radio")[0] ?? "";
    case "picker": return element.wx.values.value;
    default: return element.value;
  }
}

function navigator_(owner) {
  const element = make("navigator");
  element.tabIndex = 0;
  element.setAttribute("role", "link");
  element.take = (name, value) => {
    if (name === "hover-class") hover(element, value);
    return name === "hover-class";
  };
  on(element, "wx:tap", () => {
    const { url, "open-type": type = "navigate", delta } = element.wx.values;
    const call = { navigate: "navigateTo", redirect: "redirectTo", switchTab: "switchTab", reLaunch: "reLaunch", navigateBack: "navigateBack" }[type];
    if (!call) return owner.phone.say("warn", `<navigator> 没有 open-type ${type}`);
    return owner.phone.wx[call]({ url, delta: Number(delta) || 1 });
  });
  return element;
}

function picker(owner) {
  const element = make("picker");
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-haspopup", "dialog");
  element.built = () => element.wx.values.refresh?.();
  on(element, "wx:tap", async () => {
    const { values } = element.wx;
    if (values.disabled) return;
    const value = await pick(values, (column, at) => emit(element, "columnchange", { column, value: at }));
    if (value === null) return emit(element, "cancel");
    values.value = value;
    return emit(element, "change", { value });
  });
  return element;
}

function progress() {
  const element = make("progress");
  element.max = 100;
  element.ariaLabel = "进度";
  element.take = (name, value) => {
    switch (name) {
      case "percent": element.value = Number(value) || 0; return true;
      case "active-color": element.style.accentColor = value ?? ""; return true;
      case "stroke-width": element.style.height = `${Number(value) || 6}px`; return true;
      case "show-info": element.toggleAttribute("show-info", Boolean(value)); return true;
      default: return false;
    }
  };
  return element;
}

const GLYPHS = { success: "✓", success_no_circle: "✓", info: "i", warn: "!", waiting: "…", cancel: "×", download: "↓", search: "⌕", clear: "×" };
function icon() {
  const element = make("icon");
  element.ariaHidden = "true";
  element.take = (name, value) => {
    if (name === "type") element.textContent = GLYPHS[value] ?? "";
    if (name === "size") element.style.setProperty("--size", `${parseFloat(value) || 23}px`);
    if (name === "color") element.style.setProperty("--color", value ?? "");
    element.dataset.type = element.wx.values.type ?? "";
    return true;
  };
  element.children_ = make("span");
  return element;
}

function scrollView() {
  const element = make("scroll-view");
  element.tabIndex = 0;
  const near = { top: true, bottom: false };
  element.take = (name, value) => {
    if (name === "scroll-top") requestAnimationFrame(() => { element.scrollTop = Number(value) || 0; });
    else if (name === "scroll-left") requestAnimationFrame(() => { element.scrollLeft = Number(value) || 0; });
    else if (name === "scroll-into-view") requestAnimationFrame(() => { if (value) element.querySelector(`#${CSS.escape(value)}`)?.scrollIntoView({ block: "nearest" }); });
    else if (name === "scroll-x" || name === "scroll-y") element.toggleAttribute(name, value === "" || Boolean(value));
    else return false;
    return true;
  };
  on(element, "scroll", () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element;
    const { values } = element.wx;
    emit(element, "scroll", { scrollTop, scrollLeft, scrollHeight, scrollWidth });
    const isX = element.hasAttribute("scroll-x");
    const [from, rest] = isX ? [scrollLeft, scrollWidth - clientWidth - scrollLeft] : [scrollTop, scrollHeight - clientHeight - scrollTop];
    const top = from <= (parseFloat(values["upper-threshold"]) || 50);
    const bottom = rest <= (parseFloat(values["lower-threshold"]) || 50);
    if (top && !near.top) emit(element, "scrolltoupper", { direction: isX ? "left" : "top" });
    if (bottom && !near.bottom) emit(element, "scrolltolower", { direction: isX ? "right" : "bottom" });
    Object.assign(near, { top, bottom });
  });
  return element;
}

function swiper() {
  const element = make("swiper");
  const track = make("div", "kq-track");
  const dots = make("div", "kq-dots");
  dots.ariaHidden = "true";
  track.tabIndex = 0;
  element.append(track, dots);
  element.children_ = track;
  let current = 0;
  let timer;
  const isVertical = () => Boolean(element.wx.values.vertical);
  const go = (index, behavior) => {
    const size = isVertical() ? track.clientHeight : track.clientWidth;
    track.scrollTo({ [isVertical() ? "top" : "left"]: index * size, behavior });
  };
  const mark = () => [...dots.children].forEach((dot, index) => dot.classList.toggle("on", index === current));
  on(track, "scroll", () => {
    const size = isVertical() ? track.clientHeight : track.clientWidth;
    const index = Math.round((isVertical() ? track.scrollTop : track.scrollLeft) / (size || 1));
    if (index === current) return;
    current = index;
    mark();
    emit(element, "change", { current, source: "touch" });
  });
  element.take = (name, value) => {
    if (name === "current") requestAnimationFrame(() => { if (Number(value) !== current) go(Number(value) || 0, "smooth"); });
    else if (name === "vertical") element.toggleAttribute("vertical", Boolean(value));
    else if (name === "indicator-dots") dots.hidden = !(value === "" || value);
    else if (name === "indicator-color") dots.style.setProperty("--off", value ?? "");
    else if (name === "indicator-active-color") dots.style.setProperty("--on", value ?? "");
    else return false;
    return true;
  };
  dots.hidden = true;
  element.built = () => {
    const count = track.children.length;
    if (dots.children.length !== count) dots.replaceChildren(...Array.from({ length: count }, () => make("i")));
    mark();
    clearInterval(timer);
    const { autoplay, interval } = element.wx.values;
    if (autoplay === "" || autoplay) timer = setInterval(() => { if (count > 1) go((current + 1) % count, "smooth"); }, Number(interval) || 5000);
  };
  element.ended = () => clearInterval(timer);
  return element;
}

function plain(tag) {
  const element = make(tag);
  element.take = (name, value) => {
    if (name === "hover-class") hover(element, value);
    return name === "hover-class";
  };
  return element;
}

export function builtIn(tag, owner) {
  switch (tag) {
    case "button": return button(owner);
    case "input": case "textarea": return field(tag, owner);
    case "checkbox": case "switch": return box(tag, "checkbox");
    case "radio": return box(tag, "radio");
    case "image": return image(owner);
    case "form": return form();
    case "navigator": return navigator_(owner);
    case "picker": return picker(owner);
    case "progress": return progress();
    case "icon": return icon();
    case "scroll-view": return scrollView();
    case "swiper": return swiper();
    case "label": {
      const element = make("label");
      on(element, "click", (event) => {
        const named = element.wx.values.for;
        if (!named || event.target.closest("checkbox, radio, switch, input")) return;
        const found = element.getRootNode().getElementById(named);
        (found?.inner ?? found)?.click();
      });
      return element;
    }
    default: return plain(tag);
  }
}
