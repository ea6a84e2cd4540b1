// Log-in: password, second factor, the first time with a link; on a clerk's own phone a PIN.

import { post } from "./api.js";
import { busy, button, h, replace, requestOf } from "./dom.js";
import { t, useLanguage, language } from "./words.js";

/** @typedef {{place: HTMLElement, begin: () => void, why?: string}} Way */

const box = (name, more = {}) => h("input", { name, required: true, autocomplete: "off", ...more });
const digits = { inputMode: "numeric", autocomplete: "one-time-code" };

/** One step: a form of its own, and what becomes of it. */
function step(way, title, content, submit, below = []) {
  const alert = h("p.alert.bad", { role: "alert", hidden: !way.why }, way.why);
  way.why = undefined;
  const send = h("button.main", t("next-step"));
  const form = h("form", ...content, alert, submit && send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(send, async () => {
      try { await submit(form.elements); } catch (error) {
        replace(alert, error.message, requestOf(error));
        alert.hidden = false;
        form.querySelector("input")?.select();
      }
    });
  });
  way.place.className = "alone";
  replace(way.place, h("main", h("h1", h("img", { src: "icon.svg", alt: "" }), title), form,
    h("div.row", ...below, button(language === "zh" ? "English" : "中文", async () => {
      await useLanguage(language === "zh" ? "en" : "zh");
      show(way.place, way.begin);
    }))));
  form.querySelector("input")?.focus();
  document.documentElement.dataset.ready = "true";
}

function go(way, answer) {
  if (answer.next === "totp") return totp(way);
  if (answer.next === "enrol") return enrol(way);
  way.begin();
}

export function show(place, begin, why, code) {
  const way = { place, begin, why };
  const token = /^#\/invite\/([\w-]+)$/.exec(location.hash)?.[1];
  if (token) return invited(way, token);
  if (code === "pin_required") return pin(way);
  step(way, t("console"), [
    h("label", t("f.user"), box("name", { autocomplete: "username", autocapitalize: "none", spellcheck: false })),
    h("label", t("f.password"), box("password", { type: "password", autocomplete: "current-password" })),
  ], async ({ name, password }) => go(way, await post("/console/log-in", { name: name.value.trim(), password: password.value })));
}

function totp(way) {
  step(way, t("totp"), [h("p.quiet", t("totp-how")), h("label", t("totp"), box("code", digits))],
    async ({ code }) => go(way, await post("/console/log-in/totp", { code: code.value.trim() })),
    [button(t("cancel"), () => show(way.place, way.begin))]);
}

function pin(way) {
  step(way, t("pin"), [h("label", t("pin-how"), box("pin", { ...digits, type: "password", maxLength: 4, autocomplete: "off" }))],
    async ({ pin: typed }) => go(way, await post("/console/pin", { pin: typed.value })), [button(t("other-user"), () => show(way.place, way.begin))]);
}

function invited(way, token) {
  const fresh = { type: "password", autocomplete: "new-password", minLength: 12 };
  step(way, t("welcome"), [h("p.quiet", t("password-how")), h("label", t("f.password"), box("password", fresh)),
    h("label", t("password-again"), box("again", fresh))], async ({ password, again }) => {
    if (password.value !== again.value) throw new Error(t("passwords-differ"));
    const answer = await post("/console/invite", { token, password: password.value });
    history.replaceState(null, "", "#/");
    go(way, answer);
  });
}

/** The authenticator learns its secret; then the codes for the day it is lost. */
export async function enrol(way) {
  const { secret, qr } = await post("/console/enrol");
  step(way, t("enrol"), [h("p.quiet", t("enrol-how")), h("img.qr", { alt: t("enrol-qr"), src: qr }),
    h("p", t("enrol-secret"), " ", h("code", secret)), h("label", t("totp"), box("code", digits))], async ({ code }) => {
    const { recovery } = await post("/console/enrol", { code: code.value.trim() });
    step(way, t("recovery"), [h("p", t("recovery-how")), h("ul.recovery", ...recovery.map((one) => h("li", one))),
      h("label.check", box("kept", { type: "checkbox" }), t("recovery-kept"))], async () => way.begin());
  });
}
