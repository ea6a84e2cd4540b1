// Dialogs, and forms that are drawn from what the services say of their interfaces.

import { call, hooks, post } from "./api.js";
import { busy, button, h, fen, requestOf, say, yuan } from "./dom.js";
import { invoke, may, me, parametersOf } from "./rights.js";
import { choice, field, known, t } from "./words.js";

/** @typedef {import("./rights.js").Parameter} Parameter */
/** @typedef {{name: string, node: HTMLElement, read: () => any}} Input */
/** @typedef {{title: string, subject?: string, values?: Record<string, any>, body?: Record<string, any>,
 *   isChange?: boolean, amount?: number | ((body: Record<string, any>) => number), only?: string[], initial?: Record<string, any>,
 *   reasons?: string[], danger?: boolean, done?: string, choices?: Record<string, any[][]>}} Action */

/** Asks something; what `submit` gives is what comes of it, undefined when it is called off. */
export function dialog(title, content, submit, look = {}) {
  return new Promise((resolve) => {
    /** @type {any} */
    let result;
    const alert = h("p.alert.bad", { role: "alert", hidden: true });
    const send = h("button", { className: look.danger ? "danger" : "main" }, look.label ?? t("ok"));
    const form = h("form", { noValidate: false }, h("h2", { id: "dialog-title" }, title), ...content, alert,
      h("div.row.end", button(t("cancel"), () => place.close()), send));
    const place = h("dialog", { "aria-labelledby": "dialog-title", className: look.wide ? "wide-dialog" : "" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      busy(send, async () => {
        alert.hidden = true;
        try {
          result = await submit(form);
          place.close();
        } catch (error) {
          if (error.name === "AbortError") return;
          alert.replaceChildren(error.message, requestOf(error) ?? "");
          alert.hidden = false;
        }
      });
    });
    place.addEventListener("close", () => { place.remove(); resolve(result); });
    document.body.append(place);
    place.showModal();
  });
}

export const confirm = (title, text, look) => dialog(title, [h("p", text)], async () => true, look);

const money = new Set(["price", "market_price"]);
const pictures = new Set(["logo", "desc_pic", "pic", "icon"]);
const long = new Set(["desc", "buy_info", "reason", "text"]);
const days = new Set(["start_date", "end_date", "day"]);
const times = new Set(["opens", "closes"]);
const secrets = new Set(["secret", "token", "encoding_aes_key"]);

function input(one, action) {
  const { name, schema } = one;
  const value = action.initial?.[name] ?? one.default;
  const types = [schema.type].flat();
  const options = action.choices?.[name] ?? schema.enum?.map((each) => [each, choice(name, each)])
    ?? (known(`${name}.1`) ? range(schema).map((each) => [each, choice(name, each)]) : undefined);
  const common = { name, required: one.required, data: { key: `field:${name}` } };
  if (pictures.has(name)) return picture(name, value);
  if (types.includes("boolean")) {
    const box = h("input", { ...common, required: false, type: "checkbox", checked: value === true });
    return { name, node: h("label.check", box, field(name)), read: () => box.checked };
  }
  let box;
  if (options) {
    box = h("select", common, ...(one.required ? [] : [h("option", { value: "" }, "–")]),
      ...options.map(([key, text]) => h("option", { value: String(key) }, String(text))));
    box.value = String(value ?? (one.required ? options[0]?.[0] : ""));
  } else if (long.has(name)) {
    box = h("textarea", { ...common, rows: name === "reason" || name === "text" ? 2 : 4, maxLength: schema.maxLength });
  } else {
    const isWhole = types.includes("integer") && !money.has(name);
    box = h("input", {
      ...common, maxLength: schema.maxLength, autocomplete: "off",
      type: days.has(name) ? "date" : times.has(name) ? "time" : secrets.has(name) ? "password" : "text",
      inputMode: isWhole ? (schema.minimum ?? 0) < 0 ? "text" : "numeric" : money.has(name) || types.includes("number") ? "decimal" : "text",
      pattern: isWhole ? "[\\-−]?[0-9]*" : undefined, step: times.has(name) ? 1 : undefined,
    });
    if (secrets.has(name)) box.autocomplete = "new-password";
  }
  if (!options && value !== undefined && value !== null) {
    box.value = money.has(name) ? (value / 100).toFixed(2) : Array.isArray(value) ? value.join(" ") : String(value);
  }
  const picks = name === "reason" && action.reasons ? h("div.row.picks",
    ...action.reasons.map((text) => button(text, () => { box.value = text; }))) : undefined;
  const label = h("label", `${field(name)}${money.has(name) ? "（¥）" : ""}${one.required || action.isChange ? "" : t("optional")}`, box);
  return { name, node: picks ? h("div", label, picks) : label, read: () => read(name, types, box) };
}

const range = (schema) => Array.from({ length: (schema.maximum ?? 2) - (schema.minimum ?? 1) + 1 },
  (_, place) => (schema.minimum ?? 1) + place);

function read(name, types, box) {
  const text = box.value.trim();
  if (text === "") return types.includes("string") && !types.includes("integer") ? "" : undefined;
  if (money.has(name)) {
    const amount = fen(text);
    if (amount === undefined) throw new Error(t("amount-malformed", text));
    return amount;
  }
  if (types.includes("array")) return text.split(/[\s,，]+/);
  if (types.includes("integer") || types.includes("number")) return Number(text.replace("−", "-"));
  return text;
}

/** A file from the disk, kept by the service at once. */
function picture(name, value) {
  let file = value ?? "";
  const shown = h("span.quiet", file);
  const box = h("input", { type: "file", accept: "image/*" });
  box.addEventListener("change", () => busy(box, async () => {
    const form = new FormData();
    form.append("image", box.files[0]);
    const kept = await call("POST", "/admin/commerce/pictures", form);
    file = kept.file;
    shown.textContent = `${kept.file} · ${kept.width}×${kept.height}`;
  }));
  const node = h("label", field(name), " ", shown, may("POST /admin/commerce/pictures") && box);
  return { name, node, read: () => file };
}

/** Does something that a service offers: asks for what it needs, says what it is about and wants the amount
 * typed where there is one. Undefined when it was called off.
 * `POST /admin/…` */
/** @param {string} name @param {Action} action @returns {Promise<any>} */
export async function act(name, action) {
  const isChange = name.startsWith("PATCH");
  action.isChange = isChange;
  const inputs = parametersOf(name).filter((one) => one.name !== "ref" || !isChange)
    .filter((one) => !(one.name in (action.body ?? {})) && (action.only?.includes(one.name) ?? true))
    .map((one) => input(one, action));
  const body = () => {
    /** @type {Record<string, any>} */
    const made = { ...action.body };
    for (const one of inputs) {
      const value = one.read();
      const before = action.initial?.[one.name];
      const isSame = JSON.stringify(value) === JSON.stringify(before);
      if (isChange ? !isSame && !(value === "" && before === undefined) : value !== undefined && value !== "") made[one.name] = value;
    }
    return made;
  };
  const amount = () => typeof action.amount === "function" ? action.amount(body()) : action.amount;
  const typed = h("input", { inputMode: "decimal", autocomplete: "off", required: true, name: "amount-typed" });
  const wanted = h("span");
  const content = [action.subject && h("p.subject", action.subject), ...inputs.map((one) => one.node)];
  if (action.amount !== undefined) content.push(h("label", wanted, typed));
  const tell = () => { try { wanted.textContent = t("type-amount", yuan(amount())); } catch { /* being typed */ } };
  tell();
  for (const one of inputs) one.node.addEventListener("input", tell);
  const answer = await dialog(action.title, content, async () => {
    if (action.amount !== undefined && fen(typed.value) !== amount()) throw new Error(t("amount-differs"));
    return invoke(name, action.values ?? {}, body());
  }, { label: action.title, danger: action.danger, wide: inputs.length > 5 });
  if (answer !== undefined) say(answer.approval ? t("asked-for", answer.approval) : action.done ?? t("done", action.title));
  return answer;
}

/** A button for it, where it is allowed. its name among the words `POST /admin/…`
 * what follows */
/** @param {string} key @param {string} call @param {() => unknown} again @param {Partial<Action> | (() => Promise<Partial<Action>>)} [more] @param {string} [style] */
export const deed = (key, call, again, more = {}, style = "") => may(call) && button(t(`do.${key}`), async () => {
  const action = typeof more === "function" ? await more() : more;
  if (await act(call, { title: t(`do.${key}`), ...action }) !== undefined) again();
}, style || (typeof more === "object" && more.danger ? "danger" : ""));

// A fresh second factor, where the console asks for one.
hooks.stepUp = async () => {
  const name = me.step_up === "password" ? "password" : "code";
  const typed = h("input", { name, required: true, ...name === "code" ? { inputMode: "numeric", autocomplete: "one-time-code" } : { type: "password", autocomplete: "current-password" } });
  const done = await dialog(t("step-up"), [h("p", t("step-up-why")), h("label", t(name === "code" ? "totp" : "f.password"), typed)],
    async () => { await post("/console/step-up", { [name]: typed.value.trim() }); return true; });
  return done === true;
};
