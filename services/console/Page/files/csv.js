// Tables as files: written with a byte order mark for spreadsheets, read as UTF-8 or as GBK.

import { ask, everything } from "./api.js";
import { h, say } from "./dom.js";
import { kindOf, plain } from "./cells.js";
import { field, t } from "./words.js";

const most = 100_000;

function quoted(value) {
  let text = String(value ?? "");
  // What a spreadsheet would take for a formula stays a text.
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = (rows) => "\ufeff" + rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";

export function download(parts, name) {
  const href = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** A file as the service streams it; it ends when the page goes on. */
export async function saveStream(path, name, signal) {
  say(t("saving"));
  const answer = await ask("GET", path, undefined, signal);
  download([await answer.blob()], name);
  say(t("saved", name));
}

export async function saveRows(list, filters, name, signal) {
  const rows = await everything(list.path, { ...list.fixed, ...filters }, signal, most, (number) => say(t("rows-read", number)));
  const specs = new Map(list.columns.map((one) => [one.split(":")[0], one]));
  const names = [...new Set([...specs.keys(), ...rows.flatMap((row) => Object.keys(row))])]
    .filter((one) => rows.every((row) => typeof row[one] !== "object"));
  const value = (row, one) => {
    const { kind } = kindOf(specs.get(one) ?? one);
    if (typeof row[one] === "number") return kind === "yuan" ? (row[one] / 100).toFixed(2) : row[one];
    return plain(row, specs.get(one) ?? one);
  };
  download([csv([names.map(field), ...rows.map((row) => names.map((one) => value(row, one)))])], name);
  say(t("saved-rows", name, rows.length));
}

/** The text of a file, and whether it was GBK, as Excel writes it in China. */
export function decode(bytes) {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), isGBK: false };
  } catch {
    return { text: new TextDecoder("gb18030").decode(bytes), isGBK: true };
  }
}

/** The cells of a table, with the line on which each row begins. */
export function parse(text) {
  const rows = [];
  let [line, place] = [1, 0];
  while (place < text.length) {
    const row = { line, cells: /** @type {string[]} */ ([]) };
    for (;;) {
      let value = "";
      if (text[place] === '"') {
        for (place += 1; place < text.length; place += 1) {
          if (text[place] === '"' && text[place + 1] !== '"') break;
          if (text[place] === '"') place += 1;
          if (text[place] === "\n") line += 1;
          value += text[place];
        }
        place += 1;
      }
      const rest = /[^,\r\n]*/y;
      rest.lastIndex = place;
      value += rest.exec(text)?.[0] ?? "";
      place = rest.lastIndex;
      row.cells.push(value);
      if (text[place] !== ",") break;
      place += 1;
    }
    if (text[place] === "\r") place += 1;
    if (text[place] === "\n") place += 1;
    line += 1;
    if (row.cells.length > 1 || row.cells[0] !== "") rows.push(row);
  }
  return rows;
}
