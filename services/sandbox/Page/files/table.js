// A table whose rows open to what the sandbox said of them.

import { breakable, busy, element } from "./dom.js";

// The rows that are open, with what stands under them: kept while the list is drawn anew.
const open = new Map();

function cell(title, value) {
  const data = title === "" ? {} : { label: title };
  if (value instanceof Node) return element("td", { data }, value);
  if (typeof value === "object" && value !== null) {
    return element("td", { data, className: value.className }, breakable(value.text ?? ""));
  }
  return element("td", { data }, value ?? "");
}

const raw = (row) => element("pre", { tabIndex: 0 }, JSON.stringify(row, null, 2));

function keyOf(list, row) {
  const name = row.id ?? row.code ?? row.access_token ?? row.out_refund_no ?? row.out_bill_no
    ?? row.out_trade_no ?? row.name ?? row.appid ?? JSON.stringify(row);
  return `${list.name}:${name}`;
}

function rows(list, row, columns) {
  const key = keyOf(list, row);
  const opener = element("button", { type: "button", className: "opener", data: { key: `open:${key}` } });
  const line = element("tr", {}, element("td", { className: "opens" }, opener),
    ...columns.map(([name, show]) => cell(name, show(row))));
  const under = element("tr", { className: "raw" }, element("td", { colSpan: columns.length + 1 }));
  const draw = () => {
    const content = open.get(key);
    opener.setAttribute("aria-expanded", String(content !== undefined));
    opener.setAttribute("aria-label", content === undefined ? "展开原始数据" : "收起原始数据");
    under.hidden = content === undefined;
    under.firstChild.replaceChildren(...(content === undefined ? [] : [content]));
  };
  // Raw data follow the row; what had to be asked for stays as it was.
  if (open.has(key) && list.details === undefined) open.set(key, raw(row));
  draw();
  opener.addEventListener("click", () => busy(opener, async () => {
    if (open.has(key)) open.delete(key);
    else open.set(key, list.details === undefined ? raw(row) : await list.details(row));
    draw();
  }));
  return [line, under];
}

export function table(list, caption, data, columns) {
  const title = caption ? [element("caption", {}, `${caption}（${data.length}）`)] : [];
  if (data.length === 0) return element("p", { className: "empty" }, caption ? `${caption}：没有` : "没有");
  const quiet = (text) => element("span", { className: "unseen" }, text);
  return element("div", { className: "wide" }, element("table", {}, ...title,
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, quiet("展开")),
      ...columns.map(([name]) => element("th", { scope: "col" }, name || quiet("动作"))))),
    element("tbody", {}, ...data.flatMap((row) => rows(list, row, columns)))));
}
