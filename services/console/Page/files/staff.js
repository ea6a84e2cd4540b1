// Who works here, and one's own account.

import { get, post } from "./api.js";
import { button, element, facts, replace, say, section } from "./dom.js";
import { dialog } from "./form.js";
import { drawList } from "./list.js";
import { small } from "./cells.js";
import { invoke, may, me } from "./rights.js";
import { t } from "./words.js";

const duties = ["owner", "support", "finance", "auditor", "editor", "manager", "clerk", "operator", "viewer"];

/** Name, duties and merchants of somebody. */
async function edit(title, row, save) {
  const name = element("input", { name: "name", required: true, value: row?.name ?? "", disabled: Boolean(row), autocomplete: "off" });
  const boxes = duties.map((one) => element("input", { type: "checkbox", value: one, checked: row?.duties.includes(one) }));
  const shops = element("input", { name: "merchants", value: row?.merchants?.join(" ") ?? "", inputMode: "numeric" });
  return dialog(title, [element("label", {}, t("f.user"), name), element("fieldset", {}, element("legend", {}, t("f.duties")),
    ...boxes.map((one) => element("label", { className: "check" }, one, t(`duty.${one.value}`)))), element("label", {}, t("staff-shops"), shops)],
  async () => save({ ...row ? {} : { name: name.value.trim() }, duties: boxes.filter((one) => one.checked).map((one) => one.value),
    merchants: shops.value.split(/\D+/).filter(Boolean).map(Number) }));
}

/** A link is shown once, to be handed over. */
const hand = (link) => dialog(t("link-once"), [element("p", {}, t("link-how")), element("input", { value: link, readOnly: true, ariaLabel: t("link-once") })],
  async () => { await navigator.clipboard?.writeText(link); say(t("copied")); }, { label: t("copy") });

export function staff(place, route) {
  replace(place, drawList({
    name: "staff", path: "/console/staff", columns: ["name", "duties", "merchants", "state", "totp", "last_seen", "sessions:number"], subject: (row) => row.name,
    rows: (answer) => answer.rows.map((row) => ({ ...row, duties: row.duties.map((one) => t(`duty.${one}`)), ids: row.duties })),
    details: (row, again) => element("div", { className: "row" },
      may("PATCH /console/staff/{id}") && button(t("do.change"), async () => {
        if (await edit(t("do.change"), { ...row, duties: row.ids }, (body) => invoke("PATCH /console/staff/{id}", row, body)) !== undefined) again();
      }),
      ...["end-sessions", "reset-totp", "invite"].filter((one) => may(`POST /console/staff/{id}/${one}`)).map((one) => button(t(`do.${one}`), async () => {
        const answer = await dialog(t(`do.${one}`), [element("p", { className: "subject" }, row.name)], () => invoke(`POST /console/staff/{id}/${one}`, row), { danger: true });
        if (answer?.link) await hand(answer.link);
        if (answer !== undefined) again();
      }, one === "invite" ? "" : "danger"))),
    top: (again) => [may("POST /console/staff") && button(t("do.invite"), async () => {
      const answer = await edit(t("do.invite"), undefined, (body) => post("/console/staff", body));
      if (answer === undefined) return;
      await hand(answer.link);
      again();
    }, "main")],
  }, route));
}

export async function account(place, route) {
  const { rows } = await get("/console/sessions", {}, route.signal);
  replace(place, facts([[t("f.name"), me.name], [t("f.duties"), me.duties.map((one) => t(`duty.${one}`)).join("、")]]),
    section(t("s.sessions"), small("sessions", rows, ["at", "last_seen", "address", "agent", "kind:text"], (row) => [row.is_this ? t("this-one") : button(t("do.end-session"), async () => {
      await post(`/console/sessions/${row.id}/end`);
      route.again();
    })])));
}
