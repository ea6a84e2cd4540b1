import HTTP

/// The back office of points.
public enum PointsAdminRoutes {
    private static let group = AdminRouteGroup(.points)

    public static let findParticipants = group.route(
        .get,
        to: "participants",
        for: .owner,
        .support,
        .viewer,
        summary: "Who takes part: by openid, by share code, or all in parts."
    )
    public static let exportParticipants = group.route(
        .get,
        to: "participants.csv",
        for: .owner,
        .finance,
        summary: "All participants, as a table for spreadsheets."
    )
    public static let readLedger = group.route(
        .get,
        to: "participants/{iid}/ledger",
        for: .owner,
        .support,
        .finance,
        .viewer,
        summary: "The rows of somebody's ledger, oldest first, in parts."
    )
    public static let exportLedger = group.route(
        .get,
        to: "participants/{iid}/ledger.csv",
        for: .owner,
        .finance,
        summary: "Somebody's whole ledger, as a table for spreadsheets."
    )
    public static let adjust = group.route(
        .post,
        to: "adjust",
        for: .owner,
        .support,
        .finance,
        summary: "Gives points, or takes them when negative, for a reason; once for each ref."
    )
    public static let redeem = group.route(
        .post,
        to: "redeem",
        for: .owner,
        .support,
        .finance,
        .clerk,
        .manager,
        summary: "Takes points that somebody spends; once for each ref."
    )
    public static let readRules = group.route(
        .get,
        to: "rules",
        for: .owner,
        .support,
        .finance,
        .editor,
        .operator,
        .viewer,
        summary: "The rules in force, and all that ever were."
    )
    public static let listAudits = group.route(
        .get,
        to: "audits",
        for: .auditor,
        summary: "The audits in a state, oldest first, in parts."
    )
    public static let showAudit = group.route(
        .get,
        to: "audits/{id}",
        for: .auditor,
        summary: "An audit, its history, and who looked at its pictures."
    )
    public static let approveAudit = group.route(
        .post,
        to: "audits/{id}/approve",
        for: .auditor,
        summary: "It has succeeded, and the points are paid."
    )
    public static let rejectAudit = group.route(
        .post,
        to: "audits/{id}/reject",
        for: .auditor,
        summary: "It has failed, for a reason; other pictures may come."
    )

    public static let listApprovals = group.route(
        .get,
        to: "approvals",
        for: .owner,
        .finance,
        .support,
        summary: "Changes that wait for a second operator, or did, the oldest first."
    )
    public static let approveChange = group.route(
        .post,
        to: "approvals/{id}/approve",
        for: .owner,
        .finance,
        summary: "Approves what another operator has asked for, and does it."
    )
    public static let refuseChange = group.route(
        .post,
        to: "approvals/{id}/refuse",
        for: .owner,
        .finance,
        summary: "Refuses what another operator has asked for."
    )
    public static let listTrail = group.route(
        .get,
        to: "trail",
        for: .owner,
        .operator,
        summary: "What operators have done here, newest first."
    )

    /// Work that has to happen.
    public static let jobs = JobAdminRoutes(group)
    /// Events that could not be applied.
    public static let events = EventAdminRoutes(group)

    static let all =
        jobs.all + events.all + [
            findParticipants, exportParticipants, readLedger, exportLedger, adjust, redeem,
            readRules,
            listAudits, showAudit, approveAudit, rejectAudit, listApprovals, approveChange,
            refuseChange, listTrail,
        ]
}
