const { kumquat } = require("./lib/server.js");

App({
  onLaunch({ query }) {
    // A friend's invitation counts at the first log-in, and at no other. Every call logs in by
    // itself; whoever is invited does so first.
    if (query.invite) kumquat.logIn({ invite: query.invite }).catch(() => {});
  },
});
