// Requests to the back end: through the sandbox, which makes them look like a phone's.

let numbers = 0;

const isPlain = (value) => value !== null && typeof value === "object" && !(value instanceof ArrayBuffer);
const query = (data) => Object.entries(data).map(([key, value]) =>
  `${encodeURIComponent(key)}=${encodeURIComponent(isPlain(value) ? JSON.stringify(value) : value ?? "")}`).join("&");

// Where it goes, what is sent, and under which type.
function written(phone, kind, { url, data, header = {}, method, filePath, name, formData = {} }) {
  if (kind === "uploadFile") {
    const body = new FormData();
    for (const [key, value] of Object.entries(formData)) body.append(key, value);
    const file = phone.files.get(filePath);
    if (!file) throw new Error(`file not found: ${filePath}`);
    body.append(name, file, file.name ?? "file");
    return { url, verb: "POST", body };
  }
  const verb = (method ?? "GET").toUpperCase();
  const type = Object.entries(header).find(([key]) => key.toLowerCase() === "content-type")?.[1] ?? "application/json";
  if (verb === "GET" || verb === "HEAD" || kind === "downloadFile") {
    const more = isPlain(data) ? query(data) : data ?? "";
    return { url: more ? `${url}${url.includes("?") ? "&" : "?"}${more}` : url, verb };
  }
  if (!isPlain(data)) return { url, verb, type, body: data };
  return { url, verb, type, body: type.includes("x-www-form-urlencoded") ? query(data) : JSON.stringify(data) };
}

function heads(response) {
  const found = {};
  for (const [name, value] of response.headers) {
    if (!name.startsWith("play-header-")) continue;
    // As WeChat writes them.
    found[name.slice(12).replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())] = value;
  }
  return found;
}

async function read(phone, kind, response, { responseType, dataType = "json" }, header, entry) {
  const octets = await response.arrayBuffer();
  if (kind === "downloadFile") {
    const file = new File([octets], "download", { type: header["Content-Type"] ?? "" });
    entry.answer = `${octets.byteLength} 字节`;
    return { tempFilePath: phone.keepFile(file) };
  }
  const isText = /json|text|xml|javascript/.test(header["Content-Type"] ?? "text");
  const text = isText ? new TextDecoder().decode(octets) : "";
  entry.answer = isText ? text.slice(0, 65536) : `${octets.byteLength} 字节 ${header["Content-Type"]}`;
  if (responseType === "arraybuffer") return { data: octets };
  if (kind === "uploadFile" || dataType !== "json") return { data: text };
  try { return { data: JSON.parse(text) }; } catch { return { data: text }; }
}

export function forward(phone, kind, options) {
  const stop = new AbortController();
  const { success, fail, complete, timeout = 60000 } = options;
  const entry = { id: `${performance.timeOrigin}/${(numbers += 1)}`, at: Date.now(), url: options.url, method: options.method ?? "GET", state: "…" };
  const told = () => phone.tell("request", { entry: { ...entry } });
  phone.log.push(entry);
  if (phone.log.length > 200) phone.log.shift();

  const run = (async () => {
    const clock = setTimeout(() => stop.abort(new Error("timeout")), timeout);
    try {
      const { url, verb, body, type } = written(phone, kind, options);
      Object.assign(entry, { url, method: verb, request: typeof body === "string" ? body : body ? "（文件）" : "" });
      told();
      const headers = { "Play-Url": url, "Play-Method": verb, "Play-Appid": phone.appid };
      for (const [name, value] of Object.entries(options.header ?? {})) {
        if (name.toLowerCase() !== "content-type") headers[`Play-Header-${name}`] = String(value);
      }
      if (type && body !== undefined) headers["Content-Type"] = type;
      const response = await fetch("/play/forward", { method: "POST", headers, body, signal: stop.signal, credentials: "omit", cache: "no-store" });
      if (!response.ok) throw new Error((await response.text()).trim());
      const failure = response.headers.get("Play-Failure");
      if (failure) throw new Error(failure);
      const header = heads(response);
      const statusCode = Number(response.headers.get("Play-Status"));
      Object.assign(entry, { status: statusCode, requestID: header["X-Request-Id"] ?? "" });
      const content = await read(phone, kind, response, options, header, entry);
      if (verb !== "GET" && phone.faults.delete("answer")) {
        phone.tell("fault", { name: "answer" });
        throw new Error("应答丢失（服务器已经处理）");
      }
      return { statusCode, header, cookies: [], ...content, errMsg: `${kind}:ok` };
    } catch (error) {
      entry.failure = error.name === "AbortError" ? "abort" : error.message;
      throw { errMsg: `${kind}:fail ${entry.failure}` };
    } finally {
      clearTimeout(clock);
      entry.milliseconds = Date.now() - entry.at;
      entry.state = "done";
      told();
    }
  })();
  const call = (callback, value) => phone.attempt(() => callback?.(value));
  run.then((value) => { call(success, value); call(complete, value); }, (error) => { call(fail, error); call(complete, error); });
  return { abort: () => stop.abort(), onProgressUpdate() {}, onHeadersReceived() {} };
}
