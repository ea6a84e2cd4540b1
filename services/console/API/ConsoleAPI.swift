import Contracts
import HTTP

/// The console's own addresses.
enum ConsoleAPI {
    static let routes = account + logIn + staff + approvals + trail + system

    static let router: Router<ConsoleRoute> = {
        var router = Router<ConsoleRoute>()
        for route in routes {
            do {
                try router.add(route.method, route.pattern, route)
            } catch {
                fatalError("two routes at \(route.pattern)")
            }
        }
        return router
    }()

    private static let logIn: [ConsoleRoute] = [
        ConsoleRoute(.post, "/console/log-in", "Name and password.", .anybody) {
            try await $0.logIn($1)
        },
        ConsoleRoute(.post, "/console/log-in/totp", "The second factor.", .begun) {
            try await $0.takeCode($1)
        },
        ConsoleRoute(.post, "/console/invite", "Takes an invitation.", .anybody) {
            try await $0.acceptInvitation($1)
        },
        ConsoleRoute(.post, "/console/enrol", "Begins or ends an enrolment.", .begun) {
            try await $0.enrol($1)
        },
        ConsoleRoute(.get, "/console/enrol/qr.svg", "The enrolment's picture.", .begun) {
            try await $0.enrolmentPicture($1)
        },
        ConsoleRoute(.post, "/console/pin", "Wakes a device.", .device) {
            try await $0.takePIN($1)
        },
        ConsoleRoute(.post, "/console/log-out", "Ends the session.", .device) {
            try await $0.logOut($1)
        },
    ]

    private static let account: [ConsoleRoute] = [
        ConsoleRoute(.get, "/console/me", "Who is there.", .everyOperator) {
            try await $0.me($1)
        },
        ConsoleRoute(.get, "/console/description", "What they may call.", .everyOperator) {
            $0.book.description(for: try $1.caller()).response()
        },
        ConsoleRoute(.post, "/console/step-up", "Who they are, once more.", .wholeSession) {
            try await $0.stepUp($1)
        },
        ConsoleRoute(
            .post,
            "/console/recovery",
            "New recovery codes.",
            .wholeSession,
            needsProof: true
        ) { try await $0.renewRecovery($1) },
        ConsoleRoute(.post, "/console/password", "Another password.", .wholeSession) {
            try await $0.changePassword($1)
        },
        ConsoleRoute(.post, "/console/devices", "Makes this the clerk's device.", .wholeSession) {
            try await $0.addDevice($1)
        },
        ConsoleRoute(.get, "/console/sessions", "The own sessions.", .wholeSession) {
            try await $0.listSessions($1)
        },
        ConsoleRoute(.post, "/console/sessions/{id}/end", "Ends one of them.", .wholeSession) {
            try await $0.endSession($1)
        },
    ]

    private static let staff: [ConsoleRoute] = [
        ConsoleRoute(
            .get,
            "/console/staff",
            "Who works here.",
            .duties([.owner, .manager]),
            [ConsoleRoute.number("after"), ConsoleRoute.number("limit")]
        ) { try await $0.listStaff($1) },
        ConsoleRoute(
            .post,
            "/console/staff",
            "Invites somebody.",
            .duties([.owner, .manager]),
            needsProof: true,
            [
                ConsoleRoute.text("name"), ConsoleRoute.list("duties"),
                ConsoleRoute.list("merchants", required: false),
            ]
        ) { try await $0.addStaff($1) },
        ConsoleRoute(
            .patch,
            "/console/staff/{id}",
            "Changes what somebody is there for, or lets them in no more.",
            .duties([.owner, .manager]),
            needsProof: true,
            [
                ConsoleRoute.list("duties", required: false),
                ConsoleRoute.list("merchants", required: false),
                ConsoleRoute.text("state", required: false),
            ]
        ) { try await $0.changeStaff($1) },
        ConsoleRoute(
            .post,
            "/console/staff/{id}/end-sessions",
            "Ends all sessions of somebody.",
            .duties([.owner, .manager])
        ) { try await $0.endStaffSessions($1) },
        ConsoleRoute(
            .post,
            "/console/staff/{id}/invite",
            "A link for a new password.",
            .duties([.owner, .manager]),
            needsProof: true
        ) { try await $0.inviteStaff($1) },
        ConsoleRoute(
            .post,
            "/console/staff/{id}/reset-totp",
            "Asks a second owner to take somebody's authenticator away.",
            .duties([.owner]),
            needsProof: true,
            [ConsoleRoute.text("reason")]
        ) { try await $0.resetTOTP($1) },
    ]

    private static let approvals: [ConsoleRoute] = [
        ConsoleRoute(
            .get,
            "/console/approvals",
            "What waits for a second person, or did.",
            .duties([.owner, .finance]),
            [
                ConsoleRoute.text("state", required: false), ConsoleRoute.number("after"),
                ConsoleRoute.number("limit"),
            ]
        ) { try await $0.listApprovals($1) },
        ConsoleRoute(
            .post,
            "/console/approvals/{id}/approve",
            "Approves what somebody else has asked for, and does it.",
            .duties([.owner, .finance]),
            needsProof: true
        ) { try await $0.approve($1) },
        ConsoleRoute(
            .post,
            "/console/approvals/{id}/refuse",
            "Refuses what somebody else has asked for.",
            .duties([.owner, .finance])
        ) { try await $0.refuseApproval($1) },
    ]

    private static let trailFilter = [
        ConsoleRoute.text("operator", required: false),
        ConsoleRoute.text("subject", required: false),
        ConsoleRoute.text("service", required: false), ConsoleRoute.text("from", required: false),
        ConsoleRoute.text("to", required: false),
    ]

    private static let trail: [ConsoleRoute] = [
        ConsoleRoute(
            .get,
            "/console/trail",
            "What everybody has done, the newest first.",
            .duties([.owner, .operator]),
            trailFilter + [ConsoleRoute.number("after"), ConsoleRoute.number("limit")]
        ) { try await $0.listTrail($1) },
        ConsoleRoute(
            .get,
            "/console/trail.csv",
            "The same, as a table for spreadsheets.",
            .duties([.owner, .operator]),
            needsProof: true,
            trailFilter
        ) { try await $0.exportTrail($1) },
        ConsoleRoute(
            .get,
            "/console/trail/verify",
            "Whether every row is as it was written.",
            .duties([.owner, .operator])
        ) { try await $0.verifyTrail($1) },
    ]

    private static let system: [ConsoleRoute] = [
        ConsoleRoute(
            .get,
            "/console/system",
            "The processes, how they are and were.",
            .duties([.owner, .operator, .viewer]),
            [ConsoleRoute.text("span", required: false)]
        ) { try await $0.system($1) }
    ]
}
