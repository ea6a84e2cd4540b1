// Plots as SVG, each with the same figures as a table behind it.

import { count, h, yuan } from "./dom.js";
import { t } from "./words.js";

/** @typedef {{name: string, values: number[]}} Series */

const [wide, high] = [640, 200];
const edge = { left: 8, right: 8, top: 12, bottom: 22 };

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

const titled = (/** @type {SVGElement} */ shape, text) => {
  shape.append(svg("title", {}, text));
  return shape;
};

function figure(title, labels, series, show, picture, hasSums = true) {
  picture.prepend(svg("title", {}, title));
  const legend = h("ul.legend", ...series.map((one, place) => h("li",
    h("i", { className: `key c${place}` }), hasSums ? `${one.name} ${show(one.values.reduce((sum, each) => sum + each, 0))}` : one.name)));
  const rows = labels.map((label, place) => h("tr", h("th", { scope: "row" }, label),
    ...series.map((one) => h("td.number", { data: { label: one.name } }, show(one.values[place])))));
  return h("figure", h("figcaption", title), picture, series.length > 1 && legend,
    h("details", h("summary", t("as-table")), h("div.wide.flat", { tabIndex: 0, role: "region", ariaLabel: title },
      h("table", h("thead", h("tr", h("th", { scope: "col" }, t("f.day")),
        ...series.map((one) => h("th", { scope: "col", className: "number" }, one.name)))), h("tbody", ...rows)))));
}

const y = (value, top) => high - edge.bottom - (value / top) * (high - edge.top - edge.bottom);
const x = (place, all) => edge.left + (all < 2 ? 0 : (place / (all - 1)) * (wide - edge.left - edge.right));

const axes = (labels, top, show) => [
  svg("line", { x1: edge.left, x2: wide - edge.right, y1: high - edge.bottom, y2: high - edge.bottom, class: "axis" }),
  svg("line", { x1: edge.left, x2: wide - edge.right, y1: edge.top, y2: edge.top, class: "grid" }),
  svg("text", { x: edge.left, y: edge.top - 2, class: "tick" }, show(top)),
  svg("text", { x: edge.left, y: high - 6, class: "tick" }, labels[0] ?? ""),
  svg("text", { x: wide - edge.right, y: high - 6, class: "tick end" }, labels[labels.length - 1] ?? ""),
];

const canvas = (/** @type {(Node | string)[]} */ ...children) =>
  svg("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", class: "plot" }, ...children);

/** What stands above the pointer, said and with a line through all series. */
function crosshair(picture, labels, series, show, at) {
  const cross = svg("line", { y1: edge.top, y2: high - edge.bottom, class: "cross", visibility: "hidden" });
  const said = svg("text", { y: edge.top - 2, class: "said" });
  picture.append(cross, said);
  picture.addEventListener("pointermove", (event) => {
    const box = picture.getBoundingClientRect();
    const place = Math.round(((event.clientX - box.left) / box.width * wide - at(0)) / (at(1) - at(0) || 1));
    if (labels[place] === undefined) return;
    for (const [name, value] of [["x1", at(place)], ["x2", at(place)], ["visibility", "visible"]]) cross.setAttribute(String(name), String(value));
    said.setAttribute("x", String(wide / 2));
    said.textContent = `${labels[place]}  ${series.map((one) => `${one.name} ${show(one.values[place])}`).join("  ")}`;
  });
  picture.addEventListener("pointerleave", () => { cross.setAttribute("visibility", "hidden"); said.textContent = ""; });
}

export function lines(title, labels, series, isMoney = false, hasSums = true) {
  const show = isMoney ? yuan : count;
  const top = Math.max(1, ...series.flatMap((one) => one.values));
  const picture = canvas(...axes(labels, top, show), ...series.map((one, number) => titled(svg("polyline", {
    class: `line c${number}`, points: one.values.map((value, place) => `${x(place, labels.length)},${y(value, top)}`).join(" "),
  }), one.name)));
  crosshair(picture, labels, series, show, (place) => x(place, labels.length));
  return figure(title, labels, series, show, picture, hasSums);
}

/** Stacked. */
export function bars(title, labels, series, isMoney = false) {
  const show = isMoney ? yuan : count;
  const sums = labels.map((_, place) => series.reduce((sum, one) => sum + one.values[place], 0));
  const top = Math.max(1, ...sums);
  const step = (wide - edge.left - edge.right) / Math.max(1, labels.length);
  const shapes = labels.flatMap((label, place) => {
    let below = 0;
    return series.map((one, number) => {
      const value = one.values[place];
      below += value;
      return titled(svg("rect", {
        class: `bar c${number}`, x: edge.left + place * step + step * 0.1, width: step * 0.8,
        y: y(below, top), height: Math.max(0, y(below - value, top) - y(below, top)),
      }), `${label} ${one.name} ${show(value)}`);
    });
  });
  const picture = canvas(...axes(labels, top, show), ...shapes);
  crosshair(picture, labels, series, show, (place) => edge.left + step * (place + 0.5));
  return figure(title, labels, series, show, picture);
}

/** Lying bars, the longest first or as they come: the top ten, or a funnel. */
export function funnel(title, rows, isMoney = false) {
  const show = isMoney ? yuan : count;
  const top = Math.max(1, ...rows.map(([, value]) => value));
  const tall = 30;
  const picture = svg("svg", { viewBox: `0 0 ${wide} ${Math.max(1, rows.length) * tall}`, role: "img", class: "plot flow" },
    ...rows.flatMap(([label, value], place) => [
      titled(svg("rect", { class: "bar c0", x: 0, y: place * tall + 17, width: Math.max(2, (value / top) * wide), height: 9, rx: 3 }), `${label} ${show(value)}`),
      svg("text", { x: 0, y: place * tall + 12, class: "tick" }, label),
      svg("text", { x: wide, y: place * tall + 12, class: "tick end" }, show(value)),
    ]));
  return figure(title, rows.map(([label]) => label), [{ name: t("value"), values: rows.map(([, value]) => value) }], show, picture);
}

/** Days as squares, the week standing. */
export function heat(title, days, series) {
  const top = Math.max(1, ...series.values);
  const first = new Date(`${days[0]}T00:00:00Z`).getUTCDay();
  const size = 22;
  const columns = Math.ceil((days.length + first) / 7);
  const picture = svg("svg", { viewBox: `0 0 ${columns * size} ${7 * size}`, role: "img", class: "plot heat" },
    ...days.map((label, place) => titled(svg("rect", {
      class: `heat h${series.values[place] === 0 ? 0 : Math.ceil((series.values[place] / top) * 4)}`, rx: 4,
      x: Math.floor((place + first) / 7) * size, y: ((place + first) % 7) * size, width: size - 3, height: size - 3,
    }), `${label} ${count(series.values[place])}`)));
  return figure(title, days, [series], count, picture);
}

/** A line as small as a word. */
export function spark(values) {
  const top = Math.max(1, ...values);
  return svg("svg", { viewBox: "0 0 100 24", class: "spark", "aria-hidden": "true" }, svg("polyline", {
    class: "line c0", points: values.map((value, place) => `${(place / Math.max(1, values.length - 1)) * 100},${22 - (value / top) * 20}`).join(" "),
  }));
}
