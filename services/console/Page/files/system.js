// The processes as they are, and the rules of points.

import { get } from "./api.js";
import { element, moment, replace, section } from "./dom.js";
import { small } from "./cells.js";
import { t } from "./words.js";

/** @typedef {import("./list.js").Route} Route */

export async function rules(place, route) {
  const answer = await get("/admin/points/rules", {}, route.signal);
  const [now, before] = [...answer.versions].sort((one, other) => other.version - one.version);
  const flat = flatten(now?.rules ?? answer.rules);
  const former = before ? flatten(before.rules) : undefined;
  const names = [...new Set([...Object.keys(flat), ...Object.keys(former ?? {})])];
  replace(place, element("p", { className: "quiet" }, t("rules-how", answer.version, moment(now?.since))),
    small("rules", names.map((name) => ({ rule: name, now: flat[name] ?? "", former: former?.[name] ?? "", changed: former && former[name] !== flat[name] ? "●" : "" })),
      former ? ["rule", "now:text", "former:text", "changed:text"] : ["rule", "now:text"]),
    section(t("versions"), small("rules", answer.versions, ["version", "since"])));
}

function flatten(value, name = "") {
  if (typeof value !== "object" || value === null) return { [name]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flatten(inner, name ? `${name}.${key}` : key)));
}
