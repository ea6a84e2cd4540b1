// The one client of all pages.
const { connect, isRefusal } = require("../kumquat/kumquat.js");
const config = require("../config.js");
const phone = require("./phone.js");

const kumquat = connect({
  origin: config.origin,
  code: phone.code,
  logIn: ({ invite }) => kumquat.points.login({ invite }),
});

/** For what must not be done twice when the answer is lost. */
const key = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;

module.exports = { kumquat, isRefusal, key, appNumber: config.appNumber };
