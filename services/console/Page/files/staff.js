// Who works here, and one's own account.

import { get, post } from "./api.js";
import { button, byId, h, facts, link, replace, say, section } from "./dom.js";
import { confirm, dialog } from "./form.js";
import { drawList } from "./list.js";
import { small } from "./cells.js";
import { invoke, may, me } from "./rights.js";
import { t } from "./words.js";

const duties = ["owner", "support", "finance", "auditor", "editor", "manager", "clerk", "operator", "viewer"];

/** Name, duties and merchants of somebody. */
async function edit(title, row, save) {
  const name = h("input", { name: "name", required: true, value: row?.name ?? "", disabled: Boolean(row), autocomplete: "off" });
  const boxes = duties.map((one) => h("input", { type: "checkbox", value: one, checked: row?.duties.includes(one) }));
  const shops = h("input", { name: "merchants", value: row?.merchants?.join(" ") ?? "", inputMode: "numeric" });
  return dialog(title, [h("label", t("f.user"), name), h("fieldset", h("legend", t("f.duties")),
    ...boxes.map((one) => h("label.check", one, t(`duty.${one.value}`)))), h("label", t("staff-shops"), shops)],
  async () => save({ ...row ? {} : { name: name.value.trim() }, duties: boxes.filter((one) => one.checked).map((one) => one.value),
    merchants: shops.value.split(/\D+/).filter(Boolean).map(Number) }));
}

/** A link is shown once, to be handed over. */
const hand = (link) => dialog(t("link-once"), [h("p", t("link-how")), h("input", { value: link, readOnly: true, ariaLabel: t("link-once") })],
  async () => { await navigator.clipboard?.writeText(link); say(t("copied")); }, { label: t("copy") });

export function staff(place, route) {
  replace(place, drawList({
    name: "staff", path: "/console/staff", columns: ["name", "duties", "merchants", "state:staff", "totp", "last_seen", "sessions:number", "devices:number"], subject: (row) => row.name,
    rows: (answer) => answer.rows.map((row) => ({ ...row, duties: row.duties.map((one) => t(`duty.${one}`)), ids: row.duties })),
    acts: [
      { name: "end-sessions", call: "POST /console/staff/{id}/end-sessions", danger: true, when: (row) => row.sessions + row.devices > 0 },
      { name: "reset-totp", call: "POST /console/staff/{id}/reset-totp", danger: true, when: (row) => row.totp },
      { name: "turn-off", call: "PATCH /console/staff/{id}", only: [], body: () => ({ state: "off" }), danger: true, when: (row) => row.state === "on" },
      { name: "turn-on", call: "PATCH /console/staff/{id}", only: [], body: () => ({ state: "on" }), when: (row) => row.state === "off" },
    ],
    details: (row, again) => h("div.row",
      may("PATCH /console/staff/{id}") && button(t("do.change"), async () => {
        if (await edit(t("do.change"), { ...row, duties: row.ids }, (body) => invoke("PATCH /console/staff/{id}", row, body)) !== undefined) again();
      }),
      may("POST /console/staff/{id}/invite") && button(t("do.new-link"), async () => {
        if (!await confirm(t("do.new-link"), row.name, { danger: true })) return;
        await hand((await invoke("POST /console/staff/{id}/invite", row)).link);
        again();
      })),
    top: (again) => [may("POST /console/staff") && button(t("do.invite"), async () => {
      const answer = await edit(t("do.invite"), undefined, (body) => post("/console/staff", body));
      if (answer === undefined) return;
      await hand(answer.link);
      again();
    }, "main")],
  }, route));
}

const secret = (name, more = {}) => h("input", { name, type: "password", required: true, ...more });

export async function account(place, route) {
  const { rows } = await get("/console/sessions", {}, route.signal);
  const password = button(t("do.password"), () => {
    const [old, fresh] = [secret("old", { autocomplete: "current-password" }), secret("new", { autocomplete: "new-password", minLength: 12 })];
    return dialog(t("do.password"), [h("label", t("password-old"), old), h("label", t("password-new"), fresh), h("p.quiet", t("password-how"))],
      async () => { await post("/console/password", { old: old.value, password: fresh.value }); say(t("done", t("do.password"))); });
  });
  const codes = button(t("do.recovery"), async () => {
    const { recovery } = await post("/console/recovery");
    await dialog(t("recovery"), [h("p", t("recovery-how")), h("ul.recovery", ...recovery.map((one) => h("li", one)))], async () => true);
  });
  const device = button(t("do.device"), () => {
    const [name, digits] = [h("input", { name: "name", required: true, maxLength: 40 }), secret("pin", { inputMode: "numeric", pattern: "[0-9]{4}", maxLength: 4, autocomplete: "off" })];
    return dialog(t("do.device"), [h("p", t("device-how")), h("label", t("f.device"), name), h("label", "PIN", digits)],
      async () => { await post("/console/devices", { name: name.value.trim(), pin: digits.value }); location.hash = "#/redeem"; location.reload(); });
  });
  replace(place, facts([[t("f.name"), me.name], [t("f.duties"), me.duties.map((one) => t(`duty.${one}`)).join("、")]]),
    h("p.row", me.kind !== "device" && password, me.step_up === "totp" ? codes : me.kind !== "device" && link("#/enrol", t("enrol"), "button"), me.duties.includes("clerk") && me.kind !== "device" && device),
    section(t("s.sessions"), small("sessions", rows, ["at", "last_seen", "ends_at", "address", "agent", "device"], (row) => [row.is_this ? t("this-one") : button(t("do.end-session"), async () => {
      await post(`/console/sessions/${row.id}/end`);
      route.again();
    })])));
}

/** Whoever needs no second factor may have one all the same. */
export const enrol = async () => (await import("./login.js")).enrol({ place: byId("app"), begin: () => { location.hash = "#/account"; location.reload(); } });
