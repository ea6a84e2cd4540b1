// WXSS as style sheets: `rpx`, `vh` of the page's own area, `page`, and `@import`.

import { resolved } from "./wxml.js";

const PARTS = /\/\*[^]*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)|(-?\d*\.?\d+)(rpx|vh)\b/g;

export function toCSS(text) {
  const lengths = text.replace(PARTS, (whole, number, unit) => {
    if (unit === "rpx") return `${+(number / 7.5).toFixed(4)}vw`;
    if (unit === "vh") return `calc(${number} * var(--vh, 1vh))`;
    return whole.startsWith("/*") ? " " : whole;
  });
  return lengths.replace(/(^|[\s,{}>+~])page(?=\s*[\s,{.:[>+~])/g, "$1:host");
}

export class Styles {
  constructor(file) {
    this.file = file;
    this.known = new Map();
  }

  text(path, seen = new Set()) {
    const text = this.file(path);
    if (text === undefined || seen.has(path)) return "";
    seen.add(path);
    return text.replace(/@import\s+["']([^"']+)["']\s*;/g, (_, other) => this.text(resolved(other, path), seen));
  }

  sheet(path) {
    let sheet = this.known.get(path);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(toCSS(this.text(path)));
      this.known.set(path, sheet);
    }
    return sheet;
  }
}

// `style="…"` of an element.
export const inline = (text) => toCSS(String(text));
