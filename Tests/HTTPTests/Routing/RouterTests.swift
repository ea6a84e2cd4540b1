import Basics
import HTTP
import Testing

@Suite struct RouterTests {
    private static let routes: [(Method, String)] = [
        (.get, "/"), (.get, "/api/sign"), (.post, "/api/sign/"), (.get, "/orders/{id}"),
        (.post, "/orders/{id}/"), (.get, "/orders/list"), (.delete, "/orders/{other}"),
        (.get, "/orders/{id}/goods/{number}"), (.get, "/orders/{id}/goods/first"),
        (.get, "/{kind}/list"), (.get, "/.well-known/jwks.json"),
    ]

    private static func router() throws -> Router<String> {
        var router = Router<String>()
        for (method, pattern) in routes { try router.add(method, pattern, "\(method) \(pattern)") }
        return router
    }

    private static func word(_ match: RouteMatch<String>) -> String {
        switch match {
        case .found(let value, let captures, let pattern):
            value.hasSuffix(pattern)
                ? ([value] + captures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                    .joined(separator: " ")
                : "wrong pattern \(pattern)"
        case .methodNotAllowed(let allow): "405 " + allow.map(\.description).joined(separator: ",")
        case .notFound: "404"
        }
    }

    private static let rows: [(Method, String, String)] = [
        (.get, "/", "GET /"), (.get, "/api/sign", "GET /api/sign"),
        (.get, "/api/sign/", "GET /api/sign"), (.post, "/api/sign", "POST /api/sign/"),
        (.head, "/api/sign/", "GET /api/sign"), (.put, "/api/sign", "405 GET,POST,HEAD"),
        (.get, "/orders/7", "GET /orders/{id} id=7"),
        (.post, "/orders/7", "POST /orders/{id}/ id=7"),
        (.delete, "/orders/7", "DELETE /orders/{other} other=7"),
        (.get, "/orders/list", "GET /orders/list"),
        (.delete, "/orders/list", "DELETE /orders/{other} other=list"),
        (.put, "/orders/list", "405 GET,POST,DELETE,HEAD"),
        (.get, "/orders/%E9%87%91/", "GET /orders/{id} id=金"),
        (.get, "/orders/a%20b", "GET /orders/{id} id=a b"),
        (.get, "/orders/a+b", "GET /orders/{id} id=a+b"),
        (.get, "/orders/%2541", "GET /orders/{id} id=%41"),
        (.get, "/orders/1/goods/2", "GET /orders/{id}/goods/{number} id=1 number=2"),
        (.get, "/orders/1/goods/first/", "GET /orders/{id}/goods/first id=1"),
        (.get, "/areas/list", "GET /{kind}/list kind=areas"),
        (.get, "/.well-known/jwks.json", "GET /.well-known/jwks.json"),
    ]

    private static let unknown: [String] = [
        "", "*", "api/sign", "/api", "/api/sign//", "//api/sign", "/api//sign", "/API/sign",
        "/api/sign/.", "/api/./sign", "/api/x/../sign", "/api/%2e/sign", "/api/s%69gn",
        "/api%2fsign",
        "/api\\sign", "/api/sign;a=b", "//", "///", "/orders", "/orders/", "/orders//", "/orders/.",
        "/orders/..", "/orders/%2e%2e", "/orders/.%2E", "/orders/%2f", "/orders/a%2Fb",
        "/orders/%00", "/orders/a%00", "/orders/%0a", "/orders/%7f", "/orders/%5c", "/orders/%ff",
        "/orders/%c0%af", "/orders/%", "/orders/1/goods", "/orders/1//2", "/orders/1/goods/2/3",
    ]

    @Test(arguments: rows)
    func leads(_ method: Method, _ path: String, _ word: String) throws {
        #expect(Self.word(try Self.router().match(method, path: Bytes(path.utf8)[...])) == word)
    }

    @Test(arguments: unknown)
    func otherSpellingsAreUnknown(_ path: String) throws {
        #expect(Self.word(try Self.router().match(.get, path: path.utf8)) == "404")
    }

    @Test(arguments: [
        ("/api/sign", RouterConflict.Reason.taken(by: "/api/sign")),
        ("/api/sign/", .taken(by: "/api/sign")), ("/orders/{number}", .taken(by: "/orders/{id}")),
        ("/orders/{a}/goods/{b}/", .taken(by: "/orders/{id}/goods/{number}")),
        ("/", .taken(by: "/")),
        ("", .malformed), ("a", .malformed), ("//", .malformed), ("/a//b", .malformed),
        ("/a/../b", .malformed), ("/{}", .malformed), ("/{a", .malformed), ("/a}", .malformed),
        ("/{a}/{a}", .malformed), ("/a%41", .malformed), ("/a b", .malformed), ("/a?b", .malformed),
        ("/{a b}", .malformed), ("/é", .malformed),
    ])
    func conflicts(_ pattern: String, _ reason: RouterConflict.Reason) throws {
        var router = try Self.router()
        let conflict = #expect(throws: RouterConflict.self) { try router.add(.get, pattern, "") }
        #expect(conflict?.reason == reason)
        #expect(conflict?.description.hasPrefix("GET \(pattern): ") == true)
        #expect(router.count == Self.routes.count)
    }
}
