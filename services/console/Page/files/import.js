// A file of many rows: read, tried line by line without doing anything, then what is right in parts.

import { call } from "./api.js";
import { button, busy, count, h, empty, replace, say, section, tag } from "./dom.js";
import { confirm } from "./form.js";
import { csv, decode, download, parse } from "./csv.js";
import { choice, t } from "./words.js";

/** @typedef {{line: number, cells: string[], result?: string, problem?: string}} Line */

const part = 500;
// Categories name others of the same file: their trial sees as many as the service takes at once.
const most = 2000;
const kinds = ["categories", "merchants", "goods"];

export function show(place, route) {
  const kind = h("select", { name: "kind" }, ...kinds.map((one) => h("option", { value: one }, t(`s.${one}`))));
  kind.value = kinds.includes(route.id ?? "") ? route.id : "goods";
  const file = h("input", { type: "file", accept: ".csv,text/csv", name: "file" });
  const outcome = h("div", { "aria-live": "polite" });
  const run = () => { if (file.files[0]) busy(file, () => dryRun(file.files[0], kind.value, outcome, route)); };
  file.addEventListener("change", run);
  kind.addEventListener("change", run);
  replace(place, h("p.quiet", t("import-how")),
    h("div.row.bar", h("label", t("f.kind"), kind), h("label", t("file"), file)), outcome);
}

async function dryRun(file, kind, outcome, route) {
  const { text, isGBK } = decode(await file.arrayBuffer());
  const [head, ...lines] = /** @type {Line[]} */ (parse(text.replace(/^\ufeff/, "")));
  if (!head || lines.length === 0) return replace(outcome, empty(t("file-empty")));
  const wrong = lines.filter((one) => one.cells.length !== head.cells.length);
  for (const one of wrong) Object.assign(one, { result: "refused", problem: t("columns-differ", one.cells.length, head.cells.length) });
  await inParts(lines.filter((one) => !one.result), head, kind, true, outcome, route.signal);
  draw(lines, head, kind, isGBK, outcome, route, false);
}

/** Sends lines in parts, and notes on each what came of it. */
async function inParts(lines, head, kind, isDry, outcome, signal) {
  const stopped = new AbortController();
  signal.addEventListener("abort", () => stopped.abort());
  const bar = h("progress", { max: Math.max(1, lines.length), value: 0, ariaLabel: t("progress") });
  const said = h("span");
  replace(outcome, h("div.row", bar, said, button(t("stop"), () => stopped.abort())));
  const step = isDry && kind === "categories" ? most : part;
  for (let from = 0; from < lines.length; from += step) {
    let some = lines.slice(from, from + step);
    try {
      while (some.length > 0) {
        const body = new Blob([csv([head.cells, ...some.map((one) => one.cells)])], { type: "text/csv" });
        const answer = await call("POST", `/admin/commerce/import/${kind}?dry_run=${isDry}`, body, stopped.signal);
        for (const [number, one] of some.entries()) Object.assign(one, { result: answer.lines[number]?.result, problem: answer.lines[number]?.problem });
        // Nothing of a part is written where one of its lines is refused meanwhile: again without it.
        some = isDry || answer.written ? [] : some.filter((one) => one.result !== "refused");
      }
    } catch (error) {
      if (stopped.signal.aborted) { say(t("stopped", count(from))); return; }
      throw error;
    }
    const done = Math.min(from + step, lines.length);
    bar.value = done;
    said.textContent = `${count(done)} / ${count(lines.length)}`;
  }
}

function draw(lines, head, kind, isGBK, outcome, route, isDone) {
  const of = (result) => lines.filter((one) => one.result === result);
  const rejected = of("refused");
  const useful = [...of("created"), ...of("changed")];
  const apply = button(t("import-apply", count(useful.length)), async () => {
    if (!await confirm(t("import-apply", count(useful.length)), t("import-sure", t(`s.${kind}`), count(of("created").length), count(of("changed").length)))) return;
    await inParts(useful, head, kind, false, outcome, route.signal);
    draw(lines, head, kind, isGBK, outcome, route, true);
    say(t("imported", count(useful.filter((one) => one.result !== "refused").length)));
  }, "main");
  replace(outcome, isGBK && h("p.alert", t("was-gbk")),
    h("div.row", ...["created", "changed", "unchanged", "refused"].map((one) =>
      tag(`${choice("import", one)} ${count(of(one).length)}`, one === "refused" && rejected.length ? "bad" : "good")),
    isDone && tag(t("import-done"), "good")),
    h("div.row", !isDone && useful.length > 0 && apply,
      rejected.length > 0 && button(t("rejected-file"), () => download([csv([[...head.cells, t("f.problem")],
        ...rejected.map((one) => [...one.cells, one.problem])])], `${kind}-${t("rejected")}.csv`))),
    rejected.length > 0 && section(t("rejected-lines"), h("div.wide", { tabIndex: 0, role: "region", ariaLabel: t("rejected-lines") },
      h("table", h("thead", h("tr", ...[t("f.line"), t("f.ref"), t("f.problem")].map((one) => h("th", { scope: "col" }, one)))),
        h("tbody", ...rejected.slice(0, 200).map((one) => h("tr", h("td", { data: { label: t("f.line") } }, one.line),
          h("td", { data: { label: t("f.ref") } }, one.cells[head.cells.indexOf("ref")] ?? ""), h("td", { data: { label: t("f.problem") } }, one.problem ?? ""))))))));
}
