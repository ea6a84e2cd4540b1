// Makes elements. Texts only ever become text nodes: whatever a nickname holds, it stays a text.

export const byId = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key === "on") made.addEventListener("click", value);
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

// Puts new content in place, and the focus back on the button that had it.
export function replace(place, ...children) {
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(...children);
  if (focused) {
    [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focused)?.focus();
  }
}

export function button(text, key, action, style = "") {
  const made = element("button", { type: "button", className: style, data: { key } }, text);
  made.addEventListener("click", () => busy(made, action));
  return made;
}

// While an action runs its button does not take another click; what goes wrong is said.
export async function busy(button, action) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    toast(error.message, true);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

// What was done, or went wrong: it stays until somebody closes it or something else is said.
export function toast(text, isBad = false) {
  const place = byId("toast");
  const close = element("button", { type: "button", className: "close", ariaLabel: "关闭提示" }, "×");
  close.addEventListener("click", () => { place.hidden = true; });
  place.replaceChildren(element("span", {}, text), close);
  place.classList.toggle("bad", isBad);
  place.hidden = false;
}

// A name or number with places where it may be broken; only what is longer than a line breaks anywhere.
export function breakable(text) {
  const parts = String(text).split(/(?<=[/._?&=:→ ])/u);
  return element("span", {}, ...parts.flatMap((part) => [
    element("span", { className: part.length > 22 ? "long" : "word" }, part), element("wbr"),
  ]));
}

export const tag = (text, style = "") => element("span", { className: `tag ${style}` }, text);

const china = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
});

// Unix seconds, or a text of RFC 3339, as a moment in China.
export function moment(value) {
  if (value === undefined || value === null || value === "") return "";
  const date = typeof value === "number" ? new Date(value * 1000) : new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : china.format(date);
}

export function yuan(fen) {
  return typeof fen === "number" ? `¥${(fen / 100).toFixed(2)}` : "";
}
