// Log-in: password, second factor, the first time with a link; on a clerk's own phone a PIN.

import { post } from "./api.js";
import { busy, button, element, replace, requestOf } from "./dom.js";
import { t, useLanguage, language } from "./words.js";

/** @typedef {{place: HTMLElement, begin: () => void, why?: string}} Way */

const box = (name, more = {}) => element("input", { name, required: true, autocomplete: "off", ...more });
const digits = { inputMode: "numeric", autocomplete: "one-time-code" };

/** One step: a form of its own, and what becomes of it. @param {Way} way @param {string} title @param {any[]} content
 * @param {(form: any) => Promise<void>} [submit] @param {any[]} [below] */
function step(way, title, content, submit, below = []) {
  const alert = element("p", { className: "alert bad", role: "alert", hidden: !way.why }, way.why);
  way.why = undefined;
  const send = element("button", { className: "main" }, t("next-step"));
  const form = element("form", {}, ...content, alert, submit && send);
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
  replace(way.place, element("main", {}, element("h1", {}, element("img", { src: "icon.svg", alt: "" }), title), form,
    element("div", { className: "row" }, ...below, button(language === "zh" ? "English" : "中文", async () => {
      await useLanguage(language === "zh" ? "en" : "zh");
      show(way.place, way.begin);
    }))));
  form.querySelector("input")?.focus();
  document.documentElement.dataset.ready = "true";
}

/** @param {Way} way @param {{next: string}} answer */
function go(way, answer) {
  if (answer.next === "totp") return totp(way);
  if (answer.next === "enrol") return enrol(way);
  way.begin();
}

/** @param {HTMLElement} place @param {() => void} begin @param {string} [why] @param {string} [code] */
export function show(place, begin, why, code) {
  const way = { place, begin, why };
  const token = /^#\/invite\/([\w-]+)$/.exec(location.hash)?.[1];
  if (token) return invited(way, token);
  if (code === "pin_required") return pin(way);
  step(way, t("console"), [
    element("label", {}, t("f.user"), box("name", { autocomplete: "username", autocapitalize: "none", spellcheck: false })),
    element("label", {}, t("f.password"), box("password", { type: "password", autocomplete: "current-password" })),
  ], async ({ name, password }) => go(way, await post("/console/log-in", { name: name.value.trim(), password: password.value })));
}

/** @param {Way} way */
function totp(way) {
  step(way, t("totp"), [element("p", { className: "quiet" }, t("totp-how")), element("label", {}, t("totp"), box("code", digits))],
    async ({ code }) => go(way, await post("/console/log-in/totp", { code: code.value.trim() })),
    [button(t("cancel"), () => show(way.place, way.begin))]);
}

/** @param {Way} way */
function pin(way) {
  step(way, t("pin"), [element("label", {}, t("pin-how"), box("pin", { ...digits, type: "password", maxLength: 4, autocomplete: "off" }))],
    async ({ pin: typed }) => go(way, await post("/console/pin", { pin: typed.value })), [button(t("other-user"), () => show(way.place, way.begin))]);
}

/** @param {Way} way @param {string} token */
function invited(way, token) {
  const fresh = { type: "password", autocomplete: "new-password", minLength: 12 };
  step(way, t("welcome"), [element("p", { className: "quiet" }, t("password-how")), element("label", {}, t("f.password"), box("password", fresh)),
    element("label", {}, t("password-again"), box("again", fresh))], async ({ password, again }) => {
    if (password.value !== again.value) throw new Error(t("passwords-differ"));
    const answer = await post("/console/invite", { token, password: password.value });
    history.replaceState(null, "", "#/");
    go(way, answer);
  });
}

/** The authenticator learns its secret; then the codes for the day it is lost. @param {Way} way */
async function enrol(way) {
  const { secret, qr } = await post("/console/enrol");
  step(way, t("enrol"), [element("p", { className: "quiet" }, t("enrol-how")), element("img", { className: "qr", alt: t("enrol-qr"), src: qr }),
    element("p", {}, t("enrol-secret"), " ", element("code", {}, secret)), element("label", {}, t("totp"), box("code", digits))], async ({ code }) => {
    const { recovery } = await post("/console/enrol", { code: code.value.trim() });
    step(way, t("recovery"), [element("p", {}, t("recovery-how")), element("ul", { className: "recovery" }, ...recovery.map((one) => element("li", {}, one))),
      element("label", { className: "check" }, box("kept", { type: "checkbox" }), t("recovery-kept"))], async () => way.begin());
  });
}
