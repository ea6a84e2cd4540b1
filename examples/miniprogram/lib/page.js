// What all pages do alike: loading, doing one thing at a time, saying what went wrong.

const words = (error) => error.text || error.errMsg || error.message || "出错了，请稍后再试";

/** Whether it was the user's own wish. */
const isCancelled = (error) => /cancel|deny|denied/.test(error.errMsg || "");

const say = (title) => wx.showToast({ title, icon: "none", duration: 2500 });

/** Loads what a page shows: `state` is loading, ready or failed. */
const load = async (page, work) => {
  if (page.data.state !== "ready") page.setData({ state: "loading", error: "" });
  try {
    page.setData(Object.assign({ state: "ready", error: "" }, await work()));
  } catch (error) {
    if (page.data.state === "ready") say(words(error));
    else page.setData({ state: "failed", error: words(error) });
  }
  wx.stopPullDownRefresh();
};

/** Does what a button asks for, once at a time; undefined where it did not succeed. */
const act = async (page, work, done) => {
  if (page.data.busy) return undefined;
  page.setData({ busy: true });
  try {
    const result = await work();
    if (done) say(done);
    return result === undefined ? true : result;
  } catch (error) {
    if (!isCancelled(error)) say(words(error));
    return undefined;
  } finally {
    page.setData({ busy: false });
  }
};

/** The next part of a list: `fetch(page)` gives rows; the end is a part that is not full. */
const more = async (page, fetch, size, first) => {
  const { rows = [], next, isEnd } = page.data;
  if (isEnd || page.data.isReading) return;
  page.setData({ isReading: true });
  try {
    const found = await fetch(next === undefined ? first : next);
    page.setData({
      rows: rows.concat(found),
      next: (next === undefined ? first : next) + 1,
      isEnd: found.length < size,
    });
  } catch (error) {
    say(words(error));
  }
  page.setData({ isReading: false });
};

/** Puts what was typed into a field where `data-name` says. */
const typed = function typed({ currentTarget, detail }) {
  this.setData({ [currentTarget.dataset.name]: detail.value });
};

module.exports = { act, isCancelled, load, more, say, typed, words };
