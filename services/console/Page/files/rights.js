// What whoever is there may do: the interfaces that have their duty, with their parameters.

import { call, get } from "./api.js";

/** @typedef {{name: string, in: string, required: boolean, default?: unknown, schema: {type?: string | string[],
 *   enum?: string[], maxLength?: number, minimum?: number, maximum?: number}}} Parameter */
/** @typedef {{methods: string[], path: string, parameters: Parameter[]}} Endpoint */
/** @typedef {{id: string, name: string, duties: string[], merchants?: number[], kind?: string, step_up?: string}} Me */

/** @type {Map<string, Endpoint>} */
let endpoints = new Map();

/** @type {Me} */
export let me = { id: "", name: "", duties: [] };

export async function loadRights(who) {
  me = who;
  /** @type {{endpoints: Endpoint[]}} */
  const description = await get("/console/description");
  endpoints = new Map(description.endpoints.flatMap((one) =>
    one.methods.map((method) => [`${method} ${one.path}`, one])));
}

/** Whether somebody may call it: `GET /admin/…`, with its places in braces. */
export const may = (name) => endpoints.has(name);

export const isOne = (...duties) => duties.some((one) => me.duties.includes(one));

/** What has to be filled in, besides the places of the path. */
export const parametersOf = (name) =>
  (endpoints.get(name)?.parameters ?? []).filter((one) => one.in !== "path");

/** The path with its places filled in. */
export const pathOf = (name, values) => name.split(" ")[1].replace(/\{(\w+)\}/g, (_, place) =>
  encodeURIComponent(String(values[place])));

/** Calls an interface by its name: values are those of its places, the rest is the body. */
export const invoke = (name, values, body) => call(name.split(" ")[0], pathOf(name, values), body);
