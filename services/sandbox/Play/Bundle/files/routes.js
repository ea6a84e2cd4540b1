// The pages of a mini-program: which is shown, which wait below it, and their lives.

import { PagePart } from "./parts.js";
import { make } from "./dialogs.js";
import { resolved } from "./wxml.js";

const byId = (id) => document.getElementById(id);

export class Routes {
  constructor(phone) {
    this.phone = phone;
    this.stack = [];
    this.tabs = new Map();
    const { tabBar } = phone.app;
    this.list = tabBar?.list ?? [];
    byId("back").addEventListener("click", () => this.back(1));
    byId("more").addEventListener("click", () => phone.menu());
    this.drawTabs();
  }

  get top() { return this.stack[this.stack.length - 1]; }

  isTab(path) { return this.list.some((tab) => tab.pagePath === path); }

  split(url) {
    const [path, query = ""] = url.replace(/^\//, "").replace(/\.html(?=\?|$)/, "").split("?");
    const pairs = query.split("&").filter(Boolean).map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    });
    return { path, query: Object.fromEntries(pairs), url: query ? `${path}?${query}` : path };
  }

  // A path without a slash in front goes from the page that is shown.
  check(url = "", wantsTab) {
    const [path, ...query] = url.split("?");
    const place = this.split([path.startsWith("/") ? path : resolved(path, this.top?.path ?? ""), ...query].join("?"));
    if (!this.phone.app.pages.includes(place.path)) throw new Error(`page "${place.path}" is not found`);
    if (wantsTab === true && !this.isTab(place.path)) throw new Error("can not switch to no-tabBar page");
    if (wantsTab === false && this.isTab(place.path)) throw new Error("can not navigateTo a tabbar page");
    return place;
  }

  open(url) {
    const place = this.check(url, false);
    if (this.stack.length >= 10) throw new Error("webview count limit exceed");
    this.hide(this.top);
    this.push(place);
  }

  redirect(url) {
    const place = this.check(url, false);
    this.drop(this.stack.pop());
    this.push(place);
  }

  relaunch(url) {
    const place = this.check(url);
    for (const page of [...this.stack, ...this.tabs.values()]) if (!page.isOver) this.drop(page);
    this.stack = [];
    this.tabs.clear();
    this.push(place);
  }

  tab(url) {
    const place = this.check(url, true);
    const there = this.tabs.get(place.path);
    if (this.top === there && there) return;
    if (this.top && this.tabs.has(this.top.path)) this.hide(this.top);
    for (const page of this.stack.splice(0)) if (!this.tabs.has(page.path)) this.drop(page);
    if (there) {
      this.stack = [there];
      this.show(there);
    } else this.push(place);
  }

  back(delta) {
    const count = Math.min(delta, this.stack.length - 1);
    if (count <= 0) return;
    for (const page of this.stack.splice(this.stack.length - count)) this.drop(page);
    this.show(this.top);
  }

  push(place) {
    const { phone } = this;
    const page = phone.page(place);
    this.stack.push(page);
    if (this.isTab(place.path)) this.tabs.set(place.path, page);
    page.screen = make("div", { className: "screen" });
    page.scroller = make("div", { className: "scroller" });
    page.scroller.tabIndex = -1;
    page.scroller.append(page.host);
    page.screen.append(page.scroller);
    byId("screens").append(page.screen);
    page.scroller.addEventListener("scroll", () => this.scrolled(page));
    page.scroller.addEventListener("wheel", (event) => {
      if (event.deltaY < -40 && page.scroller.scrollTop === 0) phone.pullDown(page);
    }, { passive: true });
    page.tell("onLoad", place.query);
    page.draw();
    this.show(page);
    phone.afterDraw(() => page.tell("onReady"));
  }

  show(page) {
    for (const one of document.querySelectorAll(".screen")) one.hidden = one !== page.screen;
    this.drawBar(page);
    this.markTabs(page);
    page.screen.style.setProperty("--vh", `${page.screen.clientHeight / 100}px`);
    page.tell("onShow");
    this.components(page, "show");
    this.phone.tell("route", { page: page.place_.url });
  }

  hide(page) {
    if (!page) return;
    page.tell("onHide");
    this.components(page, "hide");
  }

  components(page, name) {
    const visit = (place) => {
      for (const element of place.querySelectorAll("*")) {
        if (element.shown) { element.shown.page(name); visit(element.shown.place); }
      }
    };
    visit(page.place);
  }

  drop(page) {
    if (!page) return;
    page.tell("onUnload");
    page.clear();
    page.screen.remove();
    this.tabs.delete(page.path);
  }

  scrolled(page) {
    const { scrollTop, scrollHeight, clientHeight } = page.scroller;
    if (page.self.onPageScroll) page.tell("onPageScroll", { scrollTop });
    const isNear = scrollHeight - clientHeight - scrollTop <= (page.window.onReachBottomDistance ?? 50);
    if (isNear && !page.isNear) page.tell("onReachBottom");
    page.isNear = isNear;
  }

  drawBar(page = this.top) {
    if (page !== this.top) return;
    const { window: look } = page;
    const bar = byId("bar");
    byId("title").textContent = look.navigationBarTitleText ?? "";
    document.title = look.navigationBarTitleText ?? "";
    bar.style.background = look.navigationBarBackgroundColor ?? "#000000";
    bar.style.color = look.navigationBarTextStyle === "black" ? "#000" : "#fff";
    byId("back").hidden = this.stack.length < 2;
    page.screen.style.background = look.backgroundColor ?? "#fff";
  }

  drawTabs() {
    const { tabBar } = this.phone.app;
    const place = byId("tabs");
    if (!tabBar) return;
    place.style.background = tabBar.backgroundColor ?? "#fff";
    place.style.setProperty("--off", tabBar.color ?? "#666");
    place.style.setProperty("--on", tabBar.selectedColor ?? "#333");
    place.replaceChildren(...this.list.map((tab, index) => {
      const picture = tab.iconPath ? make("img", { alt: "" }) : null;
      const button = make("button", { type: "button" }, picture, make("span", {}, tab.text));
      button.addEventListener("click", () => {
        this.tab(`/${tab.pagePath}`);
        this.top.tell("onTabItemTap", { index, pagePath: tab.pagePath, text: tab.text });
      });
      return button;
    }));
  }

  markTabs(page) {
    const place = byId("tabs");
    place.hidden = !this.isTab(page.path);
    [...place.children].forEach((button, index) => {
      const tab = this.list[index];
      const isOn = tab.pagePath === page.path;
      if (isOn) button.setAttribute("aria-current", "page"); else button.removeAttribute("aria-current");
      const picture = button.querySelector("img");
      if (picture) picture.src = this.phone.file(isOn ? tab.selectedIconPath ?? tab.iconPath : tab.iconPath);
    });
  }
}

export function pageAt(phone, place, definition) {
  const host = document.createElement("kq-page");
  const page = new PagePart(phone, place.path, host.attachShadow({ mode: "open" }), definition, place.query);
  page.host = host;
  page.place_ = place;
  return page;
}
