// What WeChat draws over a mini-program: sheets, dialogs, toasts, pictures.

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value; else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Asks with buttons and rows; null where it was put away.
export function ask({ title = "", text = "", content = [], rows = [], buttons = [], kind = "sheet" }) {
  return new Promise((answer) => {
    const dialog = make("dialog", { className: kind });
    if (title) dialog.ariaLabel = title;
    let value = null;
    const choose = (chosen) => () => { value = chosen; dialog.close(); };
    const button = ({ label, value: chosen, className = "", note }) =>
      make("button", { type: "button", className, onclick: choose(chosen) }, label, note ? make("small", {}, note) : null);
    const list = make("div", { className: "rows" }, ...rows.map(button));
    if (rows.length > 5) list.tabIndex = 0;
    dialog.append(...[
      title ? make("h2", {}, title) : null, text ? make("p", {}, text) : null, ...content,
      rows.length > 0 ? list : null,
      buttons.length > 0 ? make("div", { className: "buttons" }, ...buttons.map(button)) : null,
    ].filter(Boolean));
    dialog.addEventListener("click", (event) => { if (event.target === dialog && kind === "sheet") dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); answer(value); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const allow = async (title, text) =>
  (await ask({ title, text, kind: "card", buttons: [
    { label: "拒绝", value: false }, { label: "允许", value: true, className: "main" },
  ] })) === true;

const byId = (id) => document.getElementById(id);
let timer;

export function toast({ title = "", icon = "success", duration = 1500, mask = false, image } = {}, isLoading = false) {
  clearTimeout(timer);
  const place = byId("toast");
  const sign = isLoading || icon === "loading" ? "…" : { success: "✓", error: "×", none: "" }[image ? "none" : icon] ?? "";
  place.replaceChildren(...(sign ? [make("b", { ariaHidden: "true" }, sign)] : []), make("span", {}, title));
  place.classList.toggle("big", sign !== "");
  place.hidden = false;
  place.dataset.loading = isLoading;
  byId("mask").hidden = !mask;
  if (!isLoading) timer = setTimeout(untoast, duration);
}

export function untoast(onlyLoading) {
  const place = byId("toast");
  if (onlyLoading !== undefined && place.dataset.loading !== String(onlyLoading)) return;
  place.hidden = true;
  byId("mask").hidden = true;
}

let bannerTimer;
export function banner(from, text, open) {
  const place = byId("banner");
  const close = () => { place.hidden = true; };
  place.replaceChildren(make("button", { type: "button", onclick: () => { close(); open?.(); } }, make("b", {}, from), make("span", {}, text)));
  place.hidden = false;
  clearTimeout(bannerTimer);
  bannerTimer = setTimeout(close, 8000);
}

// A picture that is drawn, for those who have none at hand.
export function drawn(number) {
  const canvas = make("canvas", { width: 480, height: 480 });
  const context = canvas.getContext("2d");
  const [ground, fruit] = [["#fff1df", "#f08c1f"], ["#e6f0e6", "#3d6b41"], ["#4a1710", "#c8552d"]][number % 3];
  context.fillStyle = ground;
  context.fillRect(0, 0, 480, 480);
  context.fillStyle = fruit;
  for (const [x, y, size] of [[240, 250, 140], [150, 150, 60], [350, 140, 50]]) {
    context.beginPath();
    context.arc(x + (Math.random() - 0.5) * 20, y, size, 0, 2 * Math.PI);
    context.fill();
  }
  return new Promise((done) => canvas.toBlob((blob) => done(new File([blob], `picture-${number}.png`, { type: "image/png" })), "image/png"));
}

export function fromDisk(accept, isMany) {
  return new Promise((done) => {
    const input = make("input", { type: "file", accept, multiple: isMany });
    input.addEventListener("change", () => done([...input.files]));
    input.addEventListener("cancel", () => done([]));
    input.click();
  });
}

// The wheel of a `<picker>`: its value, or null.
// `turned` is told of each wheel that is turned; what it makes of the others is shown at `values.refresh`.
export async function pick(values, turned) {
  const { mode = "selector", range = [], "range-key": key, value, start, end, "header-text": title } = values;
  const words = (one) => (key && one && typeof one === "object" ? one[key] : one);
  const options = (list, chosen) => list.map((one, index) =>
    make("option", { value: String(index), selected: index === Number(chosen ?? 0) }, String(words(one))));
  const select = (list, chosen) => make("select", {}, ...options(list, chosen));
  let fields;
  if (mode === "multiSelector") fields = range.map((list, index) => select(list, value?.[index]));
  else if (mode === "selector") fields = [select(range, value)];
  else fields = [make("input", { type: mode === "time" ? "time" : "date", value: value ?? "", min: start ?? "", max: end ?? "" })];
  fields.forEach((field, index) => { field.ariaLabel = `${title ?? "选择"}${fields.length > 1 ? index + 1 : ""}`; });
  fields.forEach((field, column) => field.addEventListener("change", () => turned(column, Number(field.value))));
  values.refresh = () => {
    if (mode === "multiSelector") fields.forEach((field, index) => field.replaceChildren(...options(values.range[index] ?? [], values.value?.[index])));
  };
  const isChosen = await ask({
    title: title ?? "请选择", content: [make("div", { className: "wheels" }, ...fields)],
    buttons: [{ label: "取消", value: false }, { label: "确定", value: true, className: "main" }],
  });
  delete values.refresh;
  if (!isChosen) return null;
  if (mode === "multiSelector") return fields.map((field) => Number(field.value));
  return fields[0].value;
}
