// Where the back end is. On a platform that hosts several mini-programs, ext.json says so.
const given = wx.getExtConfigSync() || {};

module.exports = {
  origin: given.origin || "http://127.0.0.1:8080",
  // Our own number of this app, for the smallapp contract (`kumquat-auth apps`).
  appNumber: given.appNumber || 1,
  // In WeChat's developer tools, and nowhere else, the sandbox does what a phone would.
  sandbox: given.origin ? "" : "http://127.0.0.1:8090",
  sandboxUser: "xiaoming",
};
