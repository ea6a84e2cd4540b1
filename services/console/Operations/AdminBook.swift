import Basics
import ConsoleData
import Contracts
import HTTP
import JSON

/// All that is passed on: the endpoints of the services' back offices, with whom they are for, and
/// pictures.
struct AdminBook: Sendable {
    let router: Router<Route>
    /// Of each endpoint by `POST /admin/…`, as the services describe themselves.
    private let descriptions: [String: JSONValue]

    init() throws {
        var router = Router<Route>()
        for route in RouteBook.all where Self.isPassedOn(route) {
            for (method, pattern) in route.places { try router.add(method, pattern, route) }
        }
        self.router = router
        descriptions = try Self.read()
    }

    private static func isPassedOn(_ route: Route) -> Bool {
        if case .admin = route.access { return true }
        return route.access == .everybody && route.methods == [.get]
            && route.pattern.hasPrefix("/media/")
    }

    /// What the services' executables print of themselves, kept in `Data/files` by `make openapi`.
    private static func read() throws -> [String: JSONValue] {
        let start = unsafe console_description_bytes()
        let octets = unsafe Bytes(
            UnsafeBufferPointer(start: start, count: console_description_size())
        )
        var found: [String: JSONValue] = [:]
        for endpoint in try JSON.parse(octets)["endpoints"]?.array ?? [] {
            guard let path = endpoint["path"]?.string else { continue }
            for method in endpoint["methods"]?.array ?? [] {
                if let method = method.string { found["\(method) \(path)"] = endpoint }
            }
        }
        return found
    }

    /// What somebody of these duties may call, of the services' and of the console's own.
    func description(for caller: ConsoleCaller) -> JSONValue {
        let duties = caller.duties
        var endpoints: [JSONValue] = []
        for route in RouteBook.all {
            guard case .admin(let wanted) = route.access, !duties.isDisjoint(with: wanted) else {
                continue
            }
            var members =
                descriptions["\(route.methods[0]) \(route.pattern)"]?.object?.members ?? []
            if members.isEmpty {
                members = [
                    ("methods", .texts(route.methods.map(\.description))),
                    ("path", .string(route.pattern)), ("summary", .string(route.summary)),
                    ("parameters", .array([])),
                ]
            }
            members.append((name: "step_up", value: .bool(StepUp.isNeeded(route))))
            endpoints.append(.object(JSONObject(members)))
        }
        for route in ConsoleAPI.routes {
            guard case .duties(let wanted) = route.access, !duties.isDisjoint(with: wanted) else {
                continue
            }
            endpoints.append(Self.description(of: route, wanted))
        }
        return .of(["endpoints": .array(endpoints)])
    }

    private static func description(of route: ConsoleRoute, _ duties: [Duty]) -> JSONValue {
        let parameters = route.parameters.map { parameter in
            JSONValue.of([
                "name": .string(parameter.name),
                "in": .string("parameter"),
                "required": .bool(parameter.isRequired),
                "schema": .of(["type": .string(parameter.type)]),
            ])
        }
        return .of([
            "methods": .texts([route.method.description]),
            "path": .string(route.pattern),
            "summary": .string(route.summary),
            "service": .string("console"),
            "duties": .texts(duties.map(\.rawValue)),
            "parameters": .array(parameters),
            "step_up": .bool(route.needsProof),
        ])
    }
}

/// What asks for a proof of the last five minutes: money, tables with personal data, secrets,
/// switches, and what cannot be taken back.
enum StepUp {
    static let patterns: Set<String> = [
        "POST /admin/commerce/orders/{order_no}/refund",
        "POST /admin/commerce/refunds/{number}/{step}",
        "POST /admin/treasure/payouts/{id}/{step}",
        "POST /admin/treasure/refunds/{id}/{step}",
        "POST /admin/points/approvals/{id}/approve",
        "POST /admin/commerce/approvals/{id}/approve",
        "GET /admin/points/participants.csv",
        "GET /admin/points/participants/{iid}/ledger.csv",
        "GET /admin/treasure/tasks.csv",
        "GET /admin/treasure/prizes.csv",
        "GET /admin/treasure/payouts.csv",
        "GET /admin/commerce/orders.csv",
        "GET /admin/commerce/vouchers.csv",
        "GET /admin/commerce/refunds.csv",
        "POST /admin/auth/apps",
        "POST /admin/auth/apps/{app_id}/rotate-secret",
        "POST /admin/auth/apps/{app_id}/message-push",
        "POST /admin/auth/keys/rotate",
        "POST /admin/auth/users/{uid}/merge",
        "DELETE /admin/auth/users/{uid}",
        "POST /admin/treasure/payout-switch/stop",
        "POST /admin/treasure/payout-switch/go",
        "POST /admin/treasure/tasks/{code}/stop-payouts",
        "POST /admin/treasure/tasks/{code}/resume-payouts",
    ]

    /// What besides waits for a second person, and no service keeps an approval of.
    static let forTwo: Set<String> = ["POST /admin/treasure/payout-switch/go"]

    static func isNeeded(_ route: Route) -> Bool { patterns.contains(route.description) }

    static func isForTwo(_ route: Route) -> Bool { forTwo.contains(route.description) }
}

/// Looks that stand in the trail although they change nothing: at people, and at whole tables.
enum NotedLooks {
    private static let people = [
        "/admin/auth/users", "/admin/treasure/people/", "/admin/commerce/users/",
    ]

    static func contains(_ route: Route) -> Bool {
        guard route.methods == [.get] else { return true }
        return route.pattern.hasSuffix(".csv") || route.pattern.contains("/export/")
            || people.contains(where: route.pattern.hasPrefix)
    }
}
