import Basics
import Contracts
import HTTP
import ServiceKit
import Testing

@testable import GatewayServer

@Suite struct RouteTests {
    static let known: [(String, ServiceName, String)] = [
        ("/api/login/", .auth, "open"), ("/api/login", .auth, "open"),
        ("/api/sign/", .points, "token"), ("/api/query_balance", .points, "token"),
        ("/miniprog/wx_auth/login", .auth, "open"), ("/miniprog/wx_auth/register/", .auth, "open"),
        ("/api/treasure/userLogin", .auth, "open"), ("/api/treasure/postTask", .treasure, "token"),
        ("/api/treasure/proof", .treasure, "everybody"),
        ("/api/user/wxLogin", .auth, "open"), ("/api/user/login", .auth, "token"),
        ("/api/user/order/buy", .commerce, "token"),
        ("/api/user/area/cities/withHot", .commerce, "token"),
        ("/miniprogram_bridge/pay", .commerce, "everybody"),
        ("/api/smallapp/login", .auth, "open"), ("/api/smallapp/oauth", .auth, "token"),
        ("/.well-known/jwks.json", .auth, "everybody"),
        ("/callbacks/wechatpay/commerce/payment", .commerce, "everybody"),
        ("/callbacks/wechat/1", .auth, "everybody"),
        ("/media/points/abc.jpg", .points, "everybody"),
        ("/admin/points/audits", .points, "admin"),
        ("/admin/auth/users/%E4%BD%A0", .auth, "admin"),
    ]

    @Test(arguments: known) func leads(_ path: String, _ service: ServiceName, _ access: String)
        throws
    {
        let rule = try #require(RouteTable.kumquat.rule(for: Bytes(path.utf8)[...]))
        #expect(rule.service == service)
        #expect("\(rule.access)" == access)
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
        "/admin/points/../../internal/x", "/callbacks/wechat/..%2f..%2finternal%2fx",
        "/callbacks/wechat/..\\..\\internal\\x", "/%69nternal/x", "/internal%2Fx", "/internal;x/y",
        "/media/points//x", "/media/points/", "/media/points", "/media/other/x", "/admin",
        "/admin/", "/admin/gateway/x", "/admin/sandbox/x", "/admin/points", "/metrics", "/metrics/",
        "/readyz", "/readyz/", "/%6detrics", "//metrics", "/sandbox/clock", "/sandbox",
        "/media/points/a%00.jpg", "/media/points/a%0d%0a", "/media/points/a%3fb",
        "/media/points/a%23",
    ]

    @Test(arguments: unknown + closed) func notThere(_ path: String) {
        #expect(RouteTable.kumquat.rule(for: Bytes(path.utf8)[...]) == nil)
    }

    @Test func everyRouteIsReachable() {
        for rule in RouteTable.kumquat.rules {
            let path = rule.pattern.replacing("/*", with: "/some/thing")
            for path in [path, path + "/"] {
                #expect(
                    RouteTable.kumquat.rule(for: Bytes(path.utf8)[...])?.pattern == rule.pattern
                )
            }
        }
        #expect(
            Set(RouteTable.kumquat.rules.map(\.pattern)).count == RouteTable.kumquat.rules.count
        )
    }

    /// The contract of a route is the one that its path has elsewhere, too.
    @Test func contractsAgree() {
        for rule in RouteTable.kumquat.rules {
            let contract = ContractPaths.contract(of: Bytes(rule.pattern.utf8))
            guard contract != InternalContract.self else { continue }
            let isSame = rule.contract == contract
            #expect(isSame, "\(rule.pattern)")
        }
    }
}
