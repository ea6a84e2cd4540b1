import HTTP
import Testing

@testable import GatewayServer

@Suite struct HygieneTests {
    static let stopped = [
        "X-Kumquat-Identity", "x-kumquat-identity", "X-KUMQUAT-IDENTITY", "X_Kumquat_Identity",
        "X-Kumquat_Identity", "x_kumquat_signature", "X-Kumquat-Timestamp", "X-Kumquat-Signature",
        "X-Kumquat", "X-Kumquat-", "X-KumquatIdentity", "X-Kumquat-Session-Changed", "X_Request_Id",
        "X-Request-Id", "Authorization", "Connection", "Keep-Alive", "Proxy-Connection", "TE",
        "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Content-Length", "Host", "Forwarded",
        "X-Forwarded-For", "X-Forwarded-Proto", "x-forwarded-host", "X-Real-IP",
        "Proxy-Authorization", "Content_Length", "Transfer_Encoding",
        // Some read every sign that is no letter as a hyphen.
        "X.Kumquat.Identity", "x.kumquat-signature", "X-Kumquat.Operator", "X~Kumquat~Identity",
        "X.Request.Id", "X.Forwarded.For", "X.Real.IP", "Content.Length", "Transfer.Encoding",
    ]

    @Test(arguments: stopped) func stops(_ name: String) {
        var headers = HeaderFields()
        headers.add(name, "1")
        headers.add("Accept", "a/b")
        #expect(HeaderHygiene.forwarded(headers).map(\.name) == ["Accept"])
    }

    @Test func passes() {
        let names = [
            "Accept", "Content-Type", "Referer", "User-Agent", "traceparent", "tracestate",
            "Cookie", "X.Fruit.Kind",
            "X-Kumquats-Are-Fruit-Not".replacing("X-Kumquats", with: "X-Fruit"), "Accept-Language",
        ]
        let headers = HeaderFields(names.map { (name: $0, value: "v") })
        #expect(HeaderHygiene.forwarded(headers).map(\.name) == names)
    }

    /// What `Connection` names ends here, too, in requests and in answers.
    @Test func connectionOptions() {
        let headers = HeaderFields([
            ("Connection", "close, X-Secret"), ("x-secret", "1"), ("connection", "\tX-Other"),
            ("X-Other", "2"), ("X-Third", "3"),
        ])
        #expect(HeaderHygiene.forwarded(headers).map(\.name) == ["X-Third"])
        #expect(HeaderHygiene.returned(headers).map(\.name) == ["X-Third"])
    }

    @Test func answers() {
        let headers = HeaderFields([
            ("Content-Type", "text/plain"), ("Date", "x"), ("Server", "x"), ("Content-Length", "3"),
            ("X-Kumquat-Session-Changed", "abc"), ("x-kumquat-identity", "abc"),
            ("X-Request-Id", "theirs"), ("Proxy-Authenticate", "Basic"),
            ("proxy-authentication-info", "x"), ("Proxy-Connection", "close"), ("ETag", "\"1\""),
            ("Transfer-Encoding", "chunked"),
        ])
        #expect(HeaderHygiene.returned(headers).map(\.name) == ["Content-Type", "ETag"])
    }
}
