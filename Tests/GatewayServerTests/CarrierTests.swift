import Basics
import Contracts
import HTTP
import ServiceKit
import Testing

@testable import GatewayServer

@Suite struct CarrierTests {
    typealias Fields = [(name: String, value: String)]

    struct Row: Sendable {
        let name: String
        var fields: Fields = []
        var target = "/x"
        var method = Method.get
        var body = ""
        var parameters: [StaticString] = []
        /// The token, "-" for none, or the status of a refusal.
        let expected: String
    }

    static let both: [StaticString] = ["token", "_user_token"]
    static let form: Fields = [("Content-Type", "application/x-www-form-urlencoded")]
    static let json: Fields = [("Content-Type", "application/json")]

    static let rows: [Row] = [
        Row(name: "nothing", expected: "-"),
        Row(name: "bearer", fields: [("Authorization", "Bearer abc")], expected: "abc"),
        Row(name: "jwt", fields: [("authorization", "jwt abc")], expected: "abc"),
        Row(name: "any case", fields: [("Authorization", "BEARER   abc")], expected: "abc"),
        Row(name: "JWT", fields: [("Authorization", "JWT abc")], expected: "abc"),
        Row(name: "basic", fields: [("Authorization", "Basic abc")], expected: "-"),
        Row(name: "no scheme", fields: [("Authorization", "abc")], expected: "-"),
        Row(name: "no token", fields: [("Authorization", "Bearer ")], expected: "-"),
        Row(name: "undefined", fields: [("Authorization", "Bearer undefined")], expected: "-"),
        Row(name: "null", fields: [("Authorization", "jwt null")], expected: "-"),
        Row(
            name: "undefined beside a good one",
            fields: [("Authorization", "Bearer undefined")],
            target: "/x?token=abc",
            parameters: ["token"],
            expected: "abc"
        ),
        Row(
            name: "null beside a good one",
            fields: json,
            target: "/x?_user_token=abc",
            method: .post,
            body: #"{"token":"null"}"#,
            parameters: both,
            expected: "abc"
        ),
        Row(name: "undefined alone", target: "/x?token=undefined", parameters: both, expected: "-"),
        Row(name: "a longer scheme", fields: [("Authorization", "Bearers abc")], expected: "-"),
        Row(
            name: "two fields",
            fields: [("Authorization", "jwt a"), ("Authorization", "jwt a")],
            expected: "401"
        ),
        Row(name: "query, not asked for", target: "/x?token=abc", expected: "-"),
        Row(name: "query", target: "/x?a=b&token=abc", parameters: ["token"], expected: "abc"),
        Row(
            name: "query, coded",
            target: "/x?t%6Fken=a%62c",
            parameters: ["token"],
            expected: "abc"
        ),
        Row(name: "query, blank", target: "/x?token=%20", parameters: ["token"], expected: "-"),
        Row(
            name: "query, twice",
            target: "/x?token=a&token=a",
            parameters: ["token"],
            expected: "400"
        ),
        Row(
            name: "another name",
            target: "/x?_user_token=abc",
            parameters: ["token"],
            expected: "-"
        ),
        Row(
            name: "both names, the same",
            target: "/x?_user_token=a&token=a",
            parameters: both,
            expected: "a"
        ),
        Row(
            name: "both names, two",
            target: "/x?_user_token=a&token=b",
            parameters: both,
            expected: "401"
        ),
        Row(
            name: "the field goes first",
            fields: [("Authorization", "jwt field")],
            target: "/x?token=query",
            parameters: ["token"],
            expected: "field"
        ),
        Row(
            name: "form",
            fields: form,
            method: .post,
            body: "a=b&token=abc",
            parameters: ["token"],
            expected: "abc"
        ),
        Row(
            name: "JSON",
            fields: json,
            method: .post,
            body: #"{"_user_token":"abc"}"#,
            parameters: both,
            expected: "abc"
        ),
        Row(
            name: "the body goes before the query",
            fields: json,
            target: "/x?token=query",
            method: .post,
            body: #"{"token":"body"}"#,
            parameters: ["token"],
            expected: "body"
        ),
        Row(
            name: "JSON, twice",
            fields: json,
            method: .post,
            body: #"{"token":"a","token":"a"}"#,
            parameters: ["token"],
            expected: "400"
        ),
        Row(
            name: "no JSON",
            fields: json,
            method: .post,
            body: "{",
            parameters: ["token"],
            expected: "400"
        ),
        Row(
            name: "an unknown type",
            fields: [("Content-Type", "text/plain")],
            method: .post,
            body: "token=a",
            parameters: ["token"],
            expected: "415"
        ),
        Row(
            name: "multipart",
            fields: [("Content-Type", "multipart/form-data; boundary=x")],
            method: .post,
            body: "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x--\r\n",
            parameters: ["token"],
            expected: "abc"
        ),
        Row(
            name: "a body nobody asked about",
            fields: json,
            method: .post,
            body: #"{"token":"abc"}"#,
            expected: "-"
        ),
    ]

    @Test(arguments: rows.indices) func carrier(_ index: Int) async throws {
        let row = Self.rows[index]
        var request = Request(
            method: row.method,
            target: try #require(RequestTarget(row.target)),
            headers: HeaderFields(row.fields),
            body: row.body.isEmpty ? .empty : .bytes(Bytes(row.body.utf8))
        )
        let route = Route(
            [.post],
            "/x",
            "",
            at: .points,
            in: PointsContract.self,
            access: .identity,
            tokenParameters: row.parameters
        )
        let found: String
        do throws(TransportFailure) {
            let token = try await TokenExtractor.token(of: &request, route)
            found = token.map { String(decoding: $0, as: UTF8.self) } ?? "-"
        } catch {
            found = String(error.rawValue)
        }
        #expect(found == row.expected, "\(row.name)")
        // The service reads the body again.
        #expect(try await request.body.collect(upTo: 1 << 20) == Bytes(row.body.utf8))
    }

    @Test(arguments: [
        ("10.0.0.1", "1.2.3.4", "10.0.0.1"), ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"), ("unix", "::2", "::2"), ("::1", "", "::1"),
        ("127.0.0.1", "evil\"", "127.0.0.1"), ("127.0.0.1", "", "127.0.0.1"),
    ]) func address(_ peer: String, _ forwarded: String, _ expected: String) throws {
        var headers = HeaderFields()
        if !forwarded.isEmpty { headers.add("X-Forwarded-For", forwarded) }
        let request = Request(
            method: .get,
            target: try #require(RequestTarget("/")),
            headers: headers,
            remote: RemoteAddress(text: peer)
        )
        #expect(ClientAddress(request).text == expected)
    }

    /// Machines in front of the gateway that speak from elsewhere.
    @Test(arguments: [
        ("10.1.2.3", "1.2.3.4", "1.2.3.4"), ("10.1.2.3", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        // Through two of them.
        ("10.1.2.3", "1.2.3.4, 10.9.9.9", "1.2.3.4"),
        ("10.1.2.3", "9.9.9.9, 1.2.3.4, 192.0.2.7, 10.9.9.9", "1.2.3.4"),
        ("127.0.0.1", "1.2.3.4, 10.9.9.9", "1.2.3.4"),
        // One of them asks for itself.
        ("10.1.2.3", "10.9.9.9", "10.9.9.9"), ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "nonsense", "10.1.2.3"), ("10.1.2.3", "nonsense, 10.9.9.9", "10.9.9.9"),
        // Whoever is none of them may write what it likes.
        ("11.1.2.3", "1.2.3.4", "11.1.2.3"), ("192.0.2.8", "1.2.3.4", "192.0.2.8"),
        ("::ffff:10.1.2.3", "1.2.3.4", "1.2.3.4"), ("2001:db8:1::5", "2001:db9::1", "2001:db9::1"),
        ("2001:db8:2::5", "2001:db9::1", "2001:db8:2::5"),
    ]) func addressBehindProxies(
        _ peer: String,
        _ forwarded: String,
        _ expected: String
    ) throws {
        let proxies = try TrustedProxies("10.0.0.0/8, 192.0.2.7,2001:db8:1::/48")
        var headers = HeaderFields()
        if !forwarded.isEmpty { headers.add("X-Forwarded-For", forwarded) }
        let request = Request(
            method: .get,
            target: try #require(RequestTarget("/")),
            headers: headers,
            remote: RemoteAddress(text: peer)
        )
        #expect(ClientAddress(request, trusting: proxies).text == expected)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"), ("10.0.0.0/9", "10.127.0.1", "10.128.0.1"),
        ("192.0.2.7/32", "192.0.2.7", "192.0.2.6"), ("192.0.2.6/31", "192.0.2.7", "192.0.2.8"),
        ("2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"),
    ]) func networks(_ network: String, _ inside: String, _ outside: String) throws {
        let proxies = try TrustedProxies(network)
        #expect(proxies.contains(inside))
        #expect(!proxies.contains(outside))
        #expect(!proxies.contains("unix"))
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "proxy", "::/129", "/",
    ])
    func noNetwork(_ text: String) {
        #expect(throws: SettingError.self) { try TrustedProxies(text) }
    }
}
