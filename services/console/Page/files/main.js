// Who is there? Then the frame, else the log-in; the address stays, so that everybody comes back to their screen.

import { get, hooks } from "./api.js";
import { h, byId, failed, replace } from "./dom.js";
import { t, useLanguage } from "./words.js";

let isOpen = false;

async function begin() {
  try {
    const me = await get("/console/me");
    isOpen = true;
    await (await import("./shell.js")).open(me, logIn);
  } catch (error) {
    if (error.status === 401) return;
    const app = byId("app");
    app.className = "alone";
    replace(app, h("main", h("h1", t("console")), failed(error, begin)));
    document.documentElement.dataset.ready = "true";
  }
}

async function logIn(why, code) {
  if (isOpen) (await import("./shell.js")).shut();
  isOpen = false;
  (await import("./login.js")).show(byId("app"), begin, why, code);
}

hooks.ended = (code) => { logIn(isOpen && code !== "pin_required" ? t("session-ended") : undefined, code); };
const { theme } = localStorage;
if (theme && theme !== "system") document.documentElement.dataset.theme = theme;
await useLanguage();
await begin();
