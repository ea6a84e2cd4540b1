// Asks for the proof of a task and computes it again. Nothing that came from the server is taken
// for true but the seed, and that has to fit the commitment.
const $ = (id) => document.getElementById(id);
const say = {
  zh: {
    fair: "验证通过", unfair: "验证不通过", waits: "任务进行中，结束后公布种子",
    fairMore: "承诺值与种子一致，所有奖品的深度都由种子算出。",
    waitsMore: "请记下下面的承诺值，任务结束后回到本页核对。",
    failed: "查询失败，请稍后再试", commitment: "承诺值", seed: "种子", code: "任务编号",
    prizes: "奖品数量", forecast: "预计人数", interval: "中奖间隔", fluctuation: "波动值",
    maxDepth: "最大深度", depth: "当前深度", found: "已挖到", lost: "未挖到", rest: "按余数",
    fits: "与种子一致", fitsNot: "与种子不一致",
    own: "本页不是通过 https 打开的，浏览器不提供加密功能，由本页自带的 SHA-256 计算。",
    theirs: "由浏览器自带的加密功能（WebCrypto）计算。",
    title: "挖宝公平性验证",
  },
  en: {
    fair: "It was fair", unfair: "This does not add up", waits: "Still running: the seed comes at its end",
    fairMore: "The seed fits the commitment, and every depth follows from the seed.",
    waitsMore: "Note the commitment below and come back when it has ended.",
    failed: "That did not work; try again later", commitment: "Commitment", seed: "Seed", code: "Code",
    prizes: "Prizes", forecast: "Expected digs", interval: "Interval", fluctuation: "Fluctuation",
    maxDepth: "Greatest depth", depth: "Depth now", found: "yes", lost: "no", rest: "mod",
    fits: "fits the seed", fitsNot: "does not fit the seed",
    own: "This page did not come over https, so the browser lends no cryptography; the page's own SHA-256 was used.",
    theirs: "Computed by the browser's own cryptography (WebCrypto).",
    title: "Is this dig fair?",
  },
};
let shown = null;

const words = () => say[document.documentElement.lang];
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));

function node(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** The depth of a prize, with all that it was made of. */
async function drawn(proof, seed, prize) {
  const single = proof.prize_num === 1;
  const low = single ? 1 : prize * proof.interval - proof.fluctuation;
  const n = BigInt(single ? proof.forecast_num : 2 * proof.fluctuation + 1);
  const limit = 2n ** 64n - (2n ** 64n % n);
  for (let attempt = 0; ; attempt += 1) {
    const message = `kumquat-treasure-v1|${proof.code}|${prize}|${attempt}`;
    const code = await hmacSHA256(seed, new TextEncoder().encode(message));
    const r = BigInt(`0x${hex(code.slice(0, 8))}`);
    if (r < limit) {
      return { prize, low, high: low + Number(n) - 1, r, attempt, depth: low + Number(r % n) };
    }
  }
}

async function examined(proof) {
  if (!proof.seed) return { proof, running: true };
  const seed = unhex(proof.seed);
  const commits = seed.length === 32 && hex(await sha256(seed)) === proof.commitment;
  const rows = [];
  for (let prize = 1; prize <= proof.prize_num; prize += 1) {
    const row = await drawn(proof, seed, prize);
    row.used = proof.prizes[prize - 1]?.depth;
    row.found = proof.prizes[prize - 1]?.is_found === 1;
    // Every dig is one deeper: what was reached is found, and nothing else is.
    row.right = row.used === row.depth && row.found === (row.depth <= proof.now_depth);
    rows.push(row);
  }
  const complete = proof.prizes.length === proof.prize_num;
  return { proof, commits, rows, fair: commits && complete && rows.every((row) => row.right) };
}

function commands(proof) {
  const example = proof.prize_num === 1
    ? `depth = 1 + r mod ${proof.forecast_num}`
    : `depth = k*${proof.interval} - ${proof.fluctuation} + r mod ${2 * proof.fluctuation + 1}`;
  return [
    "# SHA-256(seed) = commitment",
    `printf '%s' ${proof.seed} | xxd -r -p | openssl dgst -sha256`,
    "",
    `# k = 1…${proof.prize_num}, r = 0x + first 16 digits of`,
    `printf '%s' 'kumquat-treasure-v1|${proof.code}|1|0' |`,
    `  openssl dgst -sha256 -mac HMAC -macopt hexkey:${proof.seed}`,
    `# ${example}`,
  ].join("\n");
}

function show() {
  document.title = words().title;
  if (!shown) return;
  const { proof } = shown, w = words();
  const verdict = $("verdict");
  verdict.hidden = false;
  verdict.className = "";
  if (shown.problem !== undefined) {
    verdict.className = "bad";
    verdict.replaceChildren(shown.problem || w.failed);
  } else if (shown.running) {
    verdict.replaceChildren(w.waits, node("small", w.waitsMore));
  } else {
    verdict.className = shown.fair ? "good" : "bad";
    verdict.replaceChildren(
      shown.fair ? `✓ ${w.fair}` : `✗ ${w.unfair}`,
      ...(shown.fair ? [node("small", w.fairMore)] : []));
  }
  $("facts").hidden = !proof;
  $("draw").hidden = !shown.rows;
  $("byhand").hidden = !shown.rows;
  if (!proof) return;
  $("name").textContent = proof.name;
  const facts = [
    [w.code, proof.code], [w.commitment, proof.commitment], [w.seed, proof.seed],
    [w.prizes, proof.prize_num],
    ...(proof.prize_num === 1
      ? [[w.forecast, proof.forecast_num]]
      : [[w.interval, proof.interval], [w.fluctuation, `± ${proof.fluctuation}`]]),
    [w.maxDepth, proof.max_depth], [w.depth, proof.now_depth],
  ].filter(([, value]) => value !== undefined);
  $("list").replaceChildren(...facts.flatMap(([name, value]) => {
    const dd = node("dd");
    dd.append(node("code", String(value)));
    if (name === w.commitment && shown.rows) {
      dd.append(" ", shown.commits
        ? node("span", `✓ ${w.fits}`, "good-mark") : node("span", `✗ ${w.fitsNot}`, "bad-mark"));
    }
    return [node("dt", name), dd];
  }));
  if (!shown.rows) return;
  $("prizes").replaceChildren(...shown.rows.map((row) => {
    const line = node("tr");
    line.append(
      node("td", String(row.prize)), node("td", row.low === row.high ? String(row.low) : `${row.low}–${row.high}`),
      node("td", String(row.depth)),
      node("td", `${row.right ? "✓" : "✗"} ${row.used ?? "—"}`, row.right ? "good-mark" : "bad-mark"),
      node("td", row.found ? w.found : w.lost),
      node("td", row.r.toString(16).padStart(16, "0") + (row.attempt ? ` (${row.attempt})` : ""), "number"));
    return line;
  }));
  $("means").textContent = hasWebCrypto ? w.theirs : w.own;
  $("commands").textContent = commands(proof);
}

async function check(code) {
  $("code").value = code;
  try {
    const answer = await fetch(`?code=${encodeURIComponent(code)}`, {
      headers: { Accept: "application/json" }, credentials: "omit",
    });
    const proof = await answer.json();
    shown = proof.status === 0 ? await examined(proof) : { problem: proof.msg };
  } catch {
    shown = { problem: "" };
  }
  show();
  document.documentElement.dataset.ready = "true";
}

function speak(language) {
  document.documentElement.lang = language;
  show();
}

$("switch").addEventListener("click", () => {
  speak(document.documentElement.lang === "zh" ? "en" : "zh");
});
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = $("code").value.trim();
  history.replaceState(null, "", `?code=${encodeURIComponent(code)}`);
  check(code);
});
if (!navigator.language.toLowerCase().startsWith("zh")) speak("en");
const asked = new URLSearchParams(location.search).get("code");
if (asked) check(asked.trim());
else document.documentElement.dataset.ready = "true";
