// The control interface, as any program would call it.

import { errorText } from "./words.js";

async function call(method, path, body) {
  const request = { method, headers: {}, credentials: "omit", cache: "no-store" };
  if (method !== "GET") request.headers["Content-Type"] = "application/json";
  if (body !== undefined) request.body = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(path, request);
  const text = await response.text();
  let answer = {};
  try { answer = JSON.parse(text); } catch { /* said below */ }
  if (!response.ok) {
    const { code, message = `HTTP ${response.status}：${text.slice(0, 200)}` } = answer.error ?? {};
    const error = new Error(errorText(code, message));
    error.status = response.status;
    throw error;
  }
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);

// What is not there (yet) is empty rather than an error.
export async function getOr(path, empty) {
  try { return await get(path); } catch (error) {
    if (error.status === 404) return empty;
    throw error;
  }
}
