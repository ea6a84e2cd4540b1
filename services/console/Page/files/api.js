// Calls of the console's process: its own, and those that it passes on to the services.

import { known, language, t } from "./words.js";

/** What was refused, in the words of whoever looks. */
export class Refusal extends Error {

  constructor(status, code, requestID, detail = "") {
    super(Refusal.text(status, code, detail));
    Object.assign(this, { status, code, requestID });
    this.status = status;
    this.code = code;
    this.requestID = requestID;
  }

  /** By its code, else by its status: texts of the services are for logs. */
  static text(status, code, detail) {
    const name = [`e.${code}`, `e.${status}`].find(known) ?? "e.other";
    // The services speak English themselves.
    return language === "en" && detail && !known(`e.${code}`) ? detail : t(name, code, detail);
  }
}

/** What the page does about a session that has ended, and where a fresh second factor is wanted.
 * @type {{ended: (code: string) => void, stepUp: (() => Promise<boolean>) | undefined}} */
export const hooks = { ended: () => {}, stepUp: undefined };

export function address(path, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  return text === "" ? path : `${path}?${text}`;
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] @returns {Promise<Response>} */
export async function ask(method, path, body, signal) {
  /** @type {RequestInit & {headers: Record<string, string>}} */
  const request = { method, headers: {}, cache: "no-store", signal };
  if (body instanceof FormData || body instanceof Blob) request.body = body;
  else if (method !== "GET") {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body ?? {});
  }
  const started = Date.now();
  let response;
  try { response = await fetch(path, request); } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal(0, Date.now() - started > 20_000 ? "slow" : "offline", "");
  }
  if (response.ok) return response;
  const refusal = await refusalOf(response);
  if (refusal.code === "step_up_required" && hooks.stepUp) {
    if (await hooks.stepUp()) return ask(method, path, body, signal);
    throw new DOMException("", "AbortError");
  }
  if (response.status === 401 && !/^\/console\/(log-in|pin|invite|enrol|step-up|password)/.test(path)) hooks.ended(refusal.code);
  throw refusal;
}

async function refusalOf(response) {
  let answer;
  try { answer = await response.json(); } catch { /* said by its status */ }
  const { code = "", message = "" } = answer?.error ?? {};
  const request = response.headers.get("X-Request-Id") ?? "";
  const refusal = new Refusal(response.status, code, request, message);
  const seconds = Number(response.headers.get("Retry-After"));
  if (seconds > 0) refusal.message += t("retry-after", seconds);
  return refusal;
}

export const call = async (method, path, body, signal) => {
  const response = await ask(method, path, body, signal);
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
};

/** @type {(path: string, query?: Record<string, unknown>, signal?: AbortSignal) => Promise<any>} */
export const get = (path, query, signal) => call("GET", address(path, query), undefined, signal);
/** All rows of a list. */
export async function everything(path, query = {}, signal = undefined, most = 100_000, tell = (_count) => {}) {
  const rows = [];
  let after;
  do {
    const answer = await get(path, { limit: 100, ...query, after }, signal);
    rows.push(...answer.rows);
    tell(rows.length);
    after = answer.next;
  } while (after !== undefined && rows.length < most);
  return rows;
}

/** @type {(path: string, body?: unknown) => Promise<any>} */
export const post = (path, body) => call("POST", path, body);
