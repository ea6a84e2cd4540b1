// The counter: one big field, what the voucher is for, and one button. Made for one hand and a queue.

import { get, post } from "./api.js";
import { button, busy, clock, h, empty, failed, moment, replace, requestOf, say, section, tag, yuan } from "./dom.js";
import { act } from "./form.js";
import { local, small } from "./cells.js";
import { may } from "./rights.js";
import { choice, known, t } from "./words.js";

// Damm's quasigroup: every wrong digit and every swap of neighbours is found before anybody is asked.
const damm = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

const isRight = (digits) => [...digits].reduce((row, digit) => Number(damm[row][Number(digit)]), 0) === 0;

const digitsOf = (text) => text.replace(/[０-９]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/\D/g, "").slice(0, 12);

const inFours = (digits) => digits.replace(/(\d{4})(?=\d)/g, "$1 ");

export function show(place, route) {
  const field = h("input", {
    id: "code", inputMode: "numeric", autocomplete: "off", maxLength: 20, className: "code", placeholder: "0000 0000 0000",
    "aria-describedby": "code-state", enterKeyHint: "go",
  });
  const state = h("p", { id: "code-state", className: "state", role: "status" }, t("code-hint"));
  const found = h("div.found");
  const mine = h("div");


  const refuse = (error) => {
    const { message } = /** @type {Error} */ (error);
    replace(found, h("div.verdict.bad", { role: "alert" }, h("strong", `✕ ${message}`), requestOf(error)),
      button(t("next-code"), begin, "", { data: { key: "next" } }));
  };
  const begin = () => {
    field.value = "";
    state.textContent = t("code-hint");
    state.className = "state";
    replace(found);
    field.focus();
  };
  const look = async () => {
    const digits = digitsOf(field.value);
    if (digits.length < 12 || !isRight(digits)) return;
    try {
      const voucher = await get(`/admin/commerce/vouchers/${digits}`, {}, route.signal);
      if (digits !== digitsOf(field.value)) return;
      draw(voucher);
    } catch (error) { refuse(error); }
  };

  const draw = (voucher) => {
    const redeem = button(t("redeem-one"), async () => {
      try {
        draw(await post("/admin/commerce/vouchers/redeem", { verify_code: voucher.verify_code }));
        redeemed(voucher.verify_code);
      } catch (error) { refuse(error); }
      await last();
    }, "main huge", { data: { key: "redeem" } });
    const isDone = voucher.state === "redeemed" && voucher.undo_until;
    const verdict = voucher.can_redeem ? h("div.verdict.good", h("strong", `✓ ${t("can-redeem")}`))
      : h("div", { className: `verdict ${isDone ? "good" : "bad"}`, role: "alert" },
        h("strong", isDone ? `✓ ${t("redeemed")}` : `✕ ${t(known(`e.${voucher.obstacle}`) ? `e.${voucher.obstacle}` : `voucher.${voucher.state}`)}`),
        voucher.redeemed_at && h("span", moment(voucher.redeemed_at)));
    state.textContent = "";
    replace(found, verdict, h("div.voucher",
      voucher.goods_thumb_url && h("img", { src: local(voucher.goods_thumb_url), alt: "", className: "thumb" }),
      h("div", h("strong", voucher.goods_name), h("p", voucher.merchant_name),
        h("p", t("whose", voucher.user_name, voucher.mobile_tail)),
        h("p", t("left", voucher.left, voucher.pieces), " ", tag(yuan(voucher.price))),
        h("p.quiet", t("valid", voucher.valid_from, voucher.valid_until)))),
    voucher.can_redeem && redeem,
    isDone && may("POST /admin/commerce/vouchers/undo") && button(t("undo-until", moment(voucher.undo_until).slice(11, 16)), () => undo(voucher), "danger", { data: { key: "undo" } }),
    button(t("next-code"), begin, isDone ? "main huge" : "", { data: { key: "next" } }));
    /** @type {HTMLElement | null} */ (found.querySelector("[data-key=redeem]") ?? found.querySelector("[data-key=next]"))?.focus();
  };

  const redeemed = (code) => { navigator.vibrate?.(80); say(t("redeemed-code", code.slice(-4))); };

  const undo = async (voucher) => {
    const answer = await act("POST /admin/commerce/vouchers/undo", {
      title: t("undo"), subject: `${voucher.goods_name} · ${t("whose", voucher.user_name, voucher.mobile_tail)}`,
      body: { verify_code: voucher.verify_code }, reasons: [t("undo-wrong"), t("undo-leaves"), t("undo-test")], danger: true,
    });
    if (answer === undefined) return;
    draw(answer);
    await last();
  };
  const last = async () => {
    try {
      const { rows } = await get("/admin/commerce/vouchers", { limit: 50 }, route.signal);
      const today = rows.filter((row) => row.what === "redeemed").length;
      replace(mine, section(t("last-50"), h("p.quiet", t("rows-at", today, clock())), rows.length === 0 ? empty(t("none.vouchers"))
        : small("vouchers", rows.map((row) => ({ ...row, what: choice("event", row.what) })), ["goods_name", "what", "order_no", "at"])));
    } catch (error) {
      if (error.name !== "AbortError") replace(mine, failed(error, last));
    }
  };

  field.addEventListener("input", () => {
    const digits = digitsOf(field.value);
    if (field.value !== inFours(digits)) field.value = inFours(digits);
    const isFull = digits.length === 12;
    replace(found);
    state.className = `state ${isFull ? isRight(digits) ? "good" : "bad" : ""}`;
    state.textContent = !isFull ? t("code-more", 12 - digits.length) : isRight(digits) ? t("code-right") : t("code-wrong");
    field.setAttribute("aria-invalid", String(isFull && !isRight(digits)));
    if (isFull && isRight(digits)) busy(field, look);
  });
  const form = h("form.counter", h("label", { htmlFor: "code" }, t("code")), field, state, scanner(field), found);
  form.addEventListener("submit", (event) => { event.preventDefault(); busy(field, look); });
  replace(place, form, mine);
  field.focus();
  last();
}

/** The camera, where the browser reads codes itself. */
function scanner(field) {
  const Detector = (globalThis).BarcodeDetector;
  if (!Detector || !navigator.mediaDevices) return undefined;
  return button(t("scan"), async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const video = h("video", { autoplay: true, playsInline: true, muted: true, srcObject: stream, className: "camera" });
    const stop = button(t("cancel"), () => end());
    field.after(video, stop);
    const end = () => { for (const track of stream.getTracks()) track.stop(); video.remove(); stop.remove(); };
    const detector = new Detector();
    while (video.isConnected) {
      const codes = video.readyState > 1 ? await detector.detect(video) : [];
      const digits = codes.map((one) => digitsOf(one.rawValue)).find((one) => one.length === 12 && isRight(one));
      if (digits) { field.value = digits; end(); field.dispatchEvent(new Event("input")); }
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  });
}
