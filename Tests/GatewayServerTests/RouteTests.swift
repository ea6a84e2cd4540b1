import Basics
import Contracts
import HTTP
import ServiceKit
import Testing

@testable import GatewayServer

@Suite struct RouteTests {
    private static func router() throws -> GatewayRouter {
        try GatewayRouter(RouteBook.all, Metrics())
    }

    private static func route(_ method: HTTP.Method, _ path: String) throws -> Route? {
        guard case .found(let place) = try router().match(method, Bytes(path.utf8)[...]) else {
            return nil
        }
        return place.route
    }

    static let known: [(HTTP.Method, String, ServiceName, String)] = [
        (.get, "/api/login/", .auth, "open"), (.get, "/api/login", .auth, "open"),
        (.post, "/api/sign/", .points, "identity"),
        (.get, "/api/query_balance", .points, "identity"),
        (.head, "/api/query_balance", .points, "identity"),
        (.post, "/miniprog/wx_auth/login", .auth, "open"),
        (.post, "/miniprog/wx_auth/register/", .auth, "open"),
        (.get, "/api/treasure/userLogin", .auth, "open"),
        (.post, "/api/treasure/postTask", .treasure, "identity"),
        (.get, "/api/treasure/proof", .treasure, "everybody"),
        (.post, "/api/user/wxLogin", .auth, "open"), (.post, "/api/user/login", .auth, "identity"),
        (.post, "/api/user/order/buy", .commerce, "identity"),
        (.post, "/api/smallapp/login", .auth, "open"),
        (.post, "/api/smallapp/oauth", .auth, "identity"),
        (.get, "/.well-known/jwks.json", .auth, "everybody"),
        (.post, "/callbacks/wechatpay/treasure/1900000001/payment", .treasure, "everybody"),
        (.get, "/callbacks/wechat/1", .auth, "everybody"),
        (.get, "/media/points/abc.jpg", .points, "everybody"),
        (.get, "/admin/points/audits", .points, "admin"),
        (.get, "/admin/auth/users/%E4%BD%A0", .auth, "admin"),
    ]

    @Test(arguments: known)
    func leads(_ method: HTTP.Method, _ path: String, _ service: ServiceName, _ access: String)
        throws
    {
        let route = try #require(try Self.route(method, path))
        #expect(route.service == service)
        #expect("\(route.access)".hasPrefix(access))
    }

    @Test(arguments: [
        (HTTP.Method.post, "/api/query_balance", [HTTP.Method.get, .head]),
        (.get, "/api/sign/", [.post]), (.options, "/api/rank_by_balance", [.get, .post, .head]),
        (.put, "/admin/points/audits/1", [.get, .head]),
    ])
    func otherMethods(_ method: HTTP.Method, _ path: String, _ allowed: [HTTP.Method]) throws {
        guard
            case .methodNotAllowed(let allow) = try Self.router()
                .match(method, Bytes(path.utf8)[...])
        else {
            Issue.record("\(method) \(path) is taken")
            return
        }
        #expect(Set(allow.map(\.description)) == Set(allowed.map(\.description)))
    }

    static let unknown = [
        "/", "//", "/api", "/api/", "/api/nothing", "/api/sign/more", "/Api/sign", "/api/SIGN",
        "/api//sign", "//api/sign", "/api/sign//", "/api/./sign", "/api/../api/sign", "/./api/sign",
        "/api/%73ign", "/api%2Fsign", "/api%2fsign", "/api/sign%2F", "/api/sign%00", "/api/sign%20",
        "/api/sign;a=b", "/api;/sign", "/api\\sign", "/api/sign\\", "/api/sign.", "/api/sign/.",
        "/api/sign/..", "/api/login/../sign", "/api/sign%", "/api/sign%2", "/api/sign%zz",
        "api/sign",
        "", "*", "http://x/api/sign", "/api/sign\u{0}", "/api/ｓign", "/api/sign ",
    ]

    static let closed = [
        "/internal/sessions/x", "/internal", "/internal/", "/Internal/x", "//internal/x",
        "/./internal/x", "/api/../internal/x", "/api/%2e%2e/internal/x", "/api/..%2finternal/x",
        "/media/points/../../internal/x", "/media/points/%2e%2e/%2e%2e/internal/x",
        "/media/points/..%2f..%2finternal/x", "/media/points/..%5c..%5cinternal/x",
        "/media/points/%252e%252e/internal/x", "/media/points/..;/internal/x",
        "/media/points/...../x", "/media/points/.%2e/x", "/media/points/%2e/x",
        "/admin/points/../../internal/x", "/callbacks/wechatpay/treasure/1/payment/x",
        "/callbacks/wechatpay/points/1/payment", "/callbacks/wechatpay/treasure/1",
        "/callbacks/wechat/..%2f..%2finternal%2fx",
        "/callbacks/wechat/..\\..\\internal\\x", "/%69nternal/x", "/internal%2Fx", "/internal;x/y",
        "/media/points//x", "/media/points/", "/media/points", "/media/other/x", "/admin",
        "/admin/", "/admin/gateway/x", "/admin/sandbox/x", "/admin/points", "/metrics", "/metrics/",
        "/readyz", "/readyz/", "/%6detrics", "//metrics", "/sandbox/clock", "/sandbox",
        "/media/points/a%00.jpg", "/media/points/a%0d%0a", "/media/points/a%3fb",
        "/media/points/a%23",
    ]

    @Test(arguments: unknown + closed) func notThere(_ path: String) throws {
        for method in [HTTP.Method.get, .post] {
            guard case .notFound = try Self.router().match(method, Bytes(path.utf8)[...]) else {
                Issue.record("\(path) leads somewhere")
                return
            }
        }
    }

    /// What somebody types, with a blank in it.
    @Test func aBlankMayStandInAPath() throws {
        let found = try Self.route(.get, "/admin/commerce/vouchers/1234%205678%209012")
        #expect(found?.pattern == "/admin/commerce/vouchers/{verify_code}")
    }

    @Test func everyRouteIsReachable() throws {
        for route in RouteBook.all {
            let path = route.pattern.replacing(/\{[a-z_]+\}/, with: "thing")
            for (path, method) in [(path, route.methods[0]), (path + "/", route.methods[0])]
            where !path.hasSuffix("//") {
                let found = try Self.route(method, path)
                #expect(found?.pattern == route.pattern)
            }
        }
        let places = RouteBook.all.flatMap(\.places).map { "\($0.method) \($0.pattern)" }
        #expect(Set(places).count == places.count)
    }

    @Test func whatOnlyProcessesMayCallIsNeverRouted() {
        #expect(throws: CompositionError.self) {
            try GatewayRouter([InternalRoutes.decrypt], Metrics())
        }
    }

    /// The contract of a route is the one that its path has elsewhere, too.
    @Test func contractsAgree() {
        for route in RouteBook.all {
            let contract = RouteBook.contract(of: Bytes(route.pattern.utf8))
            guard contract != InternalContract.self else { continue }
            let isSame = route.contract == contract
            #expect(isSame, "\(route.pattern)")
        }
    }
}
