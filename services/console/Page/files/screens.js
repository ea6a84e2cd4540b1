// What there is to see, in its order: by group, with the interface that has to be open to whoever looks.

/** @typedef {{show: (place: HTMLElement, route: import("./list.js").Route) => void | Promise<void>}} Screen */
/** @typedef {{id: string, group: string, needs: string[], load: () => Promise<any>, under?: string}} Entry */

const screen = (id, group, needs, load, under) => ({ id, group, needs, load, under });

const lists = () => import("./lists.js");
const treasure = () => import("./treasure.js");
const catalogue = () => import("./catalogue.js");
const system = () => import("./system.js");
const staff = () => import("./staff.js");

export const screens = [
  screen("today", "work", [], () => import("./today.js")),
  screen("redeem", "work", ["POST /admin/commerce/vouchers/redeem"], () => import("./redeem.js")),
  screen("audits", "work", ["GET /admin/points/audits"], () => import("./audits.js")),
  screen("reviews", "work", ["GET /admin/treasure/reviews"], treasure),
  screen("approvals", "work", ["GET /admin/commerce/approvals", "GET /admin/points/approvals"], lists),
  screen("orders", "trade", ["GET /admin/commerce/orders"], () => import("./orders.js")),
  screen("order", "", ["GET /admin/commerce/orders/{order_no}"], () => import("./orders.js"), "orders"),
  screen("refunds", "trade", ["GET /admin/commerce/refunds"], lists),
  screen("stuck", "trade", ["GET /admin/commerce/refunds/stuck"], lists),
  screen("merchants", "trade", ["GET /admin/commerce/merchants"], catalogue),
  screen("goods", "trade", ["GET /admin/commerce/goods"], catalogue),
  screen("categories", "trade", ["GET /admin/commerce/categories"], catalogue),
  screen("import", "trade", ["POST /admin/commerce/import/{kind}"], () => import("./import.js")),
  screen("people", "people", ["GET /admin/auth/users"], () => import("./people.js")),
  screen("person", "", ["GET /admin/auth/users/{uid}"], () => import("./people.js"), "people"),
  screen("participants", "people", ["GET /admin/points/participants"], lists),
  screen("ledger", "", ["GET /admin/points/participants/{iid}/ledger"], lists, "participants"),
  screen("rules", "people", ["GET /admin/points/rules"], system),
  screen("blacklist", "people", ["GET /admin/treasure/blacklist"], treasure),
  screen("tasks", "treasure", ["GET /admin/treasure/tasks"], treasure),
  screen("task", "", ["GET /admin/treasure/tasks/{code}"], treasure, "tasks"),
  screen("payouts", "treasure", ["GET /admin/treasure/payouts"], treasure),
  screen("treasure-refunds", "treasure", ["GET /admin/treasure/refunds"], treasure),
  screen("settlement", "treasure", ["GET /admin/treasure/settlement"], lists),
  screen("money", "money", ["GET /admin/commerce/figures", "GET /admin/treasure/figures"], () => import("./money.js")),
  screen("differences", "money", ["GET /admin/commerce/differences", "GET /admin/treasure/differences"], lists),
  screen("apps", "system", ["GET /admin/auth/apps"], lists),
  screen("staff", "system", ["GET /console/staff"], staff),
  screen("trail", "system", ["GET /console/trail", "GET /admin/auth/trail"], lists),
  screen("system", "system", ["GET /console/system"], system),
  screen("jobs", "system", ["GET /admin/commerce/jobs"], lists),
  screen("events", "system", ["GET /admin/commerce/events"], lists),
  screen("account", "", [], staff),
  screen("enrol", "", [], staff),
];
