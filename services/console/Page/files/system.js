// The processes as they are, and the rules of points.

import { get } from "./api.js";
import { count, h, failed, moment, replace, section, tag } from "./dom.js";
import { lines } from "./plots.js";
import { small } from "./cells.js";
import { t } from "./words.js";

/** @typedef {import("./list.js").Route} Route */

export async function rules(place, route) {
  const answer = await get("/admin/points/rules", {}, route.signal);
  const [now, before] = [...answer.versions].sort((one, other) => other.version - one.version);
  const flat = flatten(now?.rules ?? answer.rules);
  const former = before ? flatten(before.rules) : undefined;
  const names = [...new Set([...Object.keys(flat), ...Object.keys(former ?? {})])];
  replace(place, h("p.quiet", t("rules-how", answer.version, moment(now?.since))),
    small("rules", names.map((name) => ({ rule: name, now: flat[name] ?? "", former: former?.[name] ?? "", changed: former && former[name] !== flat[name] ? "●" : "" })),
      former ? ["rule", "now:text", "former:text", "changed:text"] : ["rule", "now:text"]),
    section(t("versions"), small("rules", answer.versions, ["version", "since"])));
}

function flatten(value, name = "") {
  if (typeof value !== "object" || value === null) return { [name]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flatten(inner, name ? `${name}.${key}` : key)));
}

const megabytes = (bytes) => bytes === undefined || bytes === null ? "" : `${count(Math.round(bytes / 1_048_576))} MB`;

/** A plot for each measure, a line for each process. */
function plots(series) {
  const measures = new Map();
  for (const one of series) {
    const [name, measure] = one.name.includes(".") ? one.name.split(".") : ["", one.name];
    if (one.points.length > 1 && measure !== "up") measures.set(measure, [...measures.get(measure) ?? [], { ...one, name: name || t(`series.${measure}`), measure }]);
  }
  return [...measures.values()].map((all) => {
    const times = [...new Set(all.flatMap((one) => one.points.map(([at]) => at)))].sort((one, other) => one - other);
    const { measure, unit } = all[0];
    const scale = unit === "bytes" ? 1_048_576 : 1;
    return lines(`${t(`series.${measure}`)}${unit ? `（${unit === "bytes" ? "MB" : unit}）` : ""}`, times.map(moment), all.slice(0, 7).map(({ name, points }) => {
      const values = new Map(points);
      return { name, values: times.map((at) => Math.round((values.get(at) ?? 0) / scale * 100) / 100) };
    }), false, false);
  });
}

/** Every process, the disk, and how the last hours went; asked again while somebody looks. */
export async function system(place, route) {
  const span = ["hour", "day", "quarter"].includes(route.query.span) ? route.query.span : "day";
  const draw = async () => {
    const now = await get("/console/system", { span }, route.signal);
    const rows = now.processes.map((one) => ({ ...one, memory: megabytes(one.memory_bytes), database: megabytes(one.database_bytes),
      uptime: one.uptime_seconds === undefined ? "" : t("hours", (one.uptime_seconds / 3600).toFixed(1)), problems: Object.entries(one.problems ?? {}).map(([name, why]) => `${name}: ${why}`).join("; ") }));
    replace(place, h("p.row", ...rows.map((one) => tag(`${one.name} ${t(!one.is_up ? "is-down" : one.ready ? "is-ready" : "not-ready")}`, one.is_up && one.ready ? "good" : "bad"))),
      h("p", now.disk && t("disk-free", megabytes(now.disk.free_bytes), megabytes(now.disk.total_bytes)), now.certificate && ` · ${t("certificate", now.certificate.days)}`,
        now.outbox && ` · ${t("outbox", count(now.outbox.waiting), now.outbox.oldest_seconds)}`),
      small("system", rows, ["name:text", "version:text", "uptime:text", "memory:text", "database:text", "queue:number", "requests:number", "errors:number", "problems:text"]),
      h("p.tabs", ...["hour", "day", "quarter"].map((one) => h("a", { href: `#/system?span=${one}`, "aria-current": one === span ? "true" : undefined }, t(`span.${one}`)))),
      h("div.plots", ...plots(now.series)));
  };
  await draw();
  const timer = setInterval(() => { if (!document.hidden && !place.contains(document.activeElement)) draw().catch((error) => { if (error.name !== "AbortError") place.prepend(failed(error)); }); }, 15_000);
  route.signal.addEventListener("abort", () => clearInterval(timer));
}
