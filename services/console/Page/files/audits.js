// The queue of fundus pictures: look, decide, next. Always dark; a case number, and nobody's name.

import { get } from "./api.js";
import { button, busy, h, empty, failed, moment, replace, say, tag } from "./dom.js";
import { act } from "./form.js";
import { local } from "./cells.js";
import { invoke } from "./rights.js";
import { choice, t } from "./words.js";

const reasons = () => ["blurred", "dark", "not-fundus", "one-eye", "covered"].map((one) => t(`reject.${one}`));

export function show(place, route) {
  /** @type {any[]} */
  let queue = [];
  let position = 0;
  const look = { zoom: 1, light: 1 };
  const status = route.query.status ?? "audit";
  const bar = h("div.row.bar");
  const view = h("div.films");
  const case_ = h("div");
  const done = h("span.quiet", { role: "status" });
  let decided = 0;

  const load = async () => {
    const answer = await get("/admin/points/audits", { status, limit: 50 }, route.signal);
    queue = answer.rows;
    position = 0;
    await draw();
  };
  const draw = async () => {
    const one = queue[position];
    done.textContent = t("audit-count", queue.length - position, decided);
    if (!one) return replace(case_, empty(t(status === "audit" ? "none.audits" : "none")));
    try {
      // Each look at a picture stands in the trail of looks: only what is opened is asked for.
      const { audit, history, links_expire_in: left } = await get(`/admin/points/audits/${one.id}`, {}, route.signal);
      if (queue[position] !== one) return;
      replace(view, ...audit.files.map((file, /** @type {number} */ number) => {
        const image = h("img", { src: local(file.url), alt: t("film", number + 1, one.id), draggable: false });
        image.addEventListener("error", () => replace(frame, empty(t("film-gone"))));
        const frame = h("div.film", { tabIndex: 0, role: "region", ariaLabel: t("film", number + 1, one.id) }, image);
        return frame;
      }));
      apply();
      replace(case_, h("div.row", h("strong", t("case", one.id)), tag(choice("audit", audit.status)),
        h("span", t("waiting-since", moment(audit.submitted_at))), h("span.quiet", t("links-left", Math.floor(left / 60)))),
      view, audit.status === "audit" && h("div.row.decide",
        button(`${t("do.approve")} (A)`, () => decide(true), "main huge", { data: { key: "approve" } }),
        button(`${t("do.reject")} (R)`, () => decide(false), "danger huge", { data: { key: "reject" } }),
        button(`${t("next")} (→)`, next, "", { data: { key: "next" } })),
      history.length > 0 && h("ol.timeline", ...history.map((each) => h("li", h("time", moment(each.at)),
        h("strong", choice("audit", each.status)), h("span.quiet", each.by), h("span.detail", each.reason)))));
      new Image().src = queue[position + 1]?.files[0] ? local(queue[position + 1].files[0].thumbnail) : "data:,";
    } catch (error) {
      if (error.name === "AbortError") return;
      replace(case_, failed(error, draw), button(t("next"), next));
    }
  };
  const next = async () => {
    position += 1;
    if (position >= queue.length) await load(); else await draw();
    case_.querySelector("button")?.focus();
  };
  const previous = async () => { if (position > 0) { position -= 1; await draw(); } };

  const decide = async (isGood) => {
    const one = queue[position];
    const name = `POST /admin/points/audits/{id}/${isGood ? "approve" : "reject"}`;
    try {
      const answer = isGood ? await invoke(name, one) : await act(name, { title: t("do.reject"), subject: t("case", one.id), values: one, reasons: reasons(), danger: true });
      if (answer === undefined) return;
      if (isGood) say(t("approved-case", one.id));
    } catch (error) {
      if (error.code !== "audit_decided") throw error;
      say(error);
    }
    decided += 1;
    queue.splice(position, 1);
    if (queue.length <= position) await load(); else await draw();
  };
  const apply = () => {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (view.querySelectorAll("img"))) {
      one.style.width = one.style.height = `${look.zoom * 100}%`;
      one.style.filter = `brightness(${look.light})`;
    }
    zoom.value = String(look.zoom);
    light.value = String(look.light);
  };

  const change = (name, by) => {
    look[name] = Math.min(name === "zoom" ? 5 : 2.5, Math.max(name === "zoom" ? 1 : 0.4, look[name] + by));
    apply();
  };
  const slider = (/** @type {"zoom" | "light"} */ name, /** @type {number} */ from, /** @type {number} */ to) => {
    const made = h("input", { type: "range", min: from, max: to, step: 0.1, value: 1 });
    made.addEventListener("input", () => { look[name] = Number(made.value); apply(); });
    return made;
  };
  const zoom = slider("zoom", 1, 5);
  const light = slider("light", 0.4, 2.5);
  const states = h("select", ...["audit", "success", "failed", "need"].map((one) => h("option", { value: one }, choice("audit", one))));
  states.value = status;
  states.addEventListener("change", () => { location.hash = `#/audits?status=${states.value}`; });
  bar.append(h("label", t("f.status"), states), h("label", t("zoom"), zoom), h("label", t("brightness"), light), done);
  view.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1) return;
    for (const one of view.children) { one.scrollLeft -= event.movementX; one.scrollTop -= event.movementY; }
  });

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (document.querySelector("dialog[open]") || target.closest("input:not([type=range]), textarea, select") || event.ctrlKey || event.metaKey) return;
    const waits = queue[position]?.status === "audit";
    /** @type {Record<string, () => unknown>} */
    const keys = {
      a: () => waits && decide(true), r: () => waits && decide(false), ArrowRight: next, ArrowLeft: previous,
      "+": () => change("zoom", 0.5), "=": () => change("zoom", 0.5), "-": () => change("zoom", -0.5), "[": () => change("light", -0.1), "]": () => change("light", 0.1),
    };
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || (target.matches("input[type=range]") && event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    busy(case_, action);
  }, { signal: route.signal });

  replace(place, bar, h("p.quiet.keys", t("audit-keys")), case_);
  return load();
}
