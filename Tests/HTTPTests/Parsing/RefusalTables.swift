/// Requests that are refused, with the status.
enum RefusalTables {
    typealias Row = (String, Int)

    static let all: [Row] = lines + fields + hosts + framings + expectations

    /// The request line.
    static let lines: [Row] = [
        ("GET /\r\n", 400), ("GET\r\n", 400), ("\n", 400), ("\r\n\r\n\r\nGET", 400),
        ("\rGET / HTTP/1.1\r\n", 400), (" GET / HTTP/1.1\r\n", 400), ("\tGET / HTTP/1.1\r\n", 400),
        ("GET  / HTTP/1.1\r\n", 400), ("GET /  HTTP/1.1\r\n", 400), ("GET / HTTP/1.1 \r\n", 400),
        ("GET\t/ HTTP/1.1\r\n", 400), ("GET /\tHTTP/1.1\r\n", 400), ("GET HTTP/1.1\r\n", 400),
        ("GET / HTTP/1.1\n", 400), ("GET / HTTP/1.1\rHost: a\r\r", 400),
        ("GET / http/1.1\r\n", 400), ("GET / HTTP/1\r\n", 400), ("GET / HTTP/1.\r\n", 400),
        ("GET / HTTP/11\r\n", 400), ("GET / HTTP/1.10\r\n", 400), ("GET / HTTP/01.1\r\n", 400),
        ("GET / HTTP/ 1.1\r\n", 400), ("GET / HTTP/1 .1\r\n", 400), ("GET / HTPP/1.1\r\n", 400),
        ("GET / RTSP/1.0\r\n", 400), ("GET / ICE/1.0\r\n", 400), ("GET / HTTP/1.1x\r\n", 400),
        ("GET / HTTP/2.0\r\n", 505), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET / HTTP/0.9\r\n", 505), ("GET / HTTP/1.2\r\n", 505), ("GET / HTTP/9.9\r\n", 505),
        ("G(T / HTTP/1.1\r\n", 400), ("GÉT / HTTP/1.1\r\n", 400), (": / HTTP/1.1\r\n", 400),
        (String(repeating: "M", count: 33), 501), ("GET /a#b HTTP/1.1\r\n", 400),
        ("GET /a b HTTP/1.1\r\n", 400), ("GET /é HTTP/1.1\r\n", 400),
        ("GET /\u{7f} HTTP/1.1\r\n", 400), ("GET /\u{1} HTTP/1.1\r\n", 400),
        ("GET /a\\b HTTP/1.1\r\n", 400), ("GET /% HTTP/1.1\r\n", 400),
        ("GET /%4 HTTP/1.1\r\n", 400), ("GET /%4g HTTP/1.1\r\n", 400),
        ("GET /?%u0041 HTTP/1.1\r\n", 400), ("GET /%%41 HTTP/1.1\r\n", 400),
        full("GET /a%00b"), full("GET /a%0d%0aX:1"), full("GET /%7F"), full("GET http://a/%1f"),
        full("GET *"), full("GET a"), full("GET ?a"), full("GET a:80"), full("GET ftp://a/"),
        full("GET http:/a"), full("GET http:///a"), full("GET http://u@a/"),
        full("GET http://a:b/"),
        full("GET http://:80/"), full("GET http://a,b/"), full("OPTIONS **"), full("OPTIONS *?a"),
        full("CONNECT a:443", 501), full("CONNECT /", 501),
    ]

    /// Field lines.
    static let fields: [Row] = [
        field("X : 1"), field(" X: 1"), field("\tX: 1"), field("X\t: 1"), field(": 1"),
        field("X"), field("X\r\n"), field("X(: 1"), field("X[]: 1"), field("Xé: 1"),
        field("X: a\r\n b"), field("X: a\r\n\tb"), field("X: a\nY: b"), field("X: a\rY: b"),
        field("X: a\r\r\nY: b"), field("X: a\u{0}b"), field("X: a\u{1}"), field("X: \u{b}a"),
        field("X: \u{7f}"), field("X: \u{1b}[31m"), field("X\u{0}: 1"), field("\u{feff}X: 1"),
        ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n\rx", 400),
        field("Authorization: a\r\nAuthorization: a"), field("Content-Type: a\r\nContent-Type: b"),
    ]

    /// `Host`.
    static let hosts: [Row] = [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET http://a/ HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\nHost:\r\n\r\n", 400),
        host(""), host("a b"), host("a/b"), host("u@a"), host("a,b"), host("a:b"), host("a:1:2"),
        host("a:65536"), host("a:000080"), host("a:-1"), host("[::1"), host("::1"), host("[]"),
        host("[::1]x"), host("[::1]:x"), host("[zz::]"), host("a?b"), host("a#b"), host("http://a"),
        host("é"), host(":80"), host("a\"b"), host("a%41"), host("[:]"),
        host(String(repeating: "a", count: 256)),
    ]

    /// `Content-Length` and `Transfer-Encoding`.
    static let framings: [Row] = [
        field("Content-Length: +5"), field("Content-Length: -5"), field("Content-Length: -0"),
        field("Content-Length:"), field("Content-Length: 5, 5"), field("Content-Length: 5,6"),
        field("Content-Length: 5 5"), field("Content-Length: 0x5"), field("Content-Length: 5_0"),
        field("Content-Length: 5."), field("Content-Length: 0x5"), field("Content-Length: -0"),
        field("Content-Length: 9223372036854775808"), field("Content-Length: 99999999999999999999"),
        field("Content-Length: 18446744073709551621"), field("Content-Length: abc"),
        field("Content-Length: 5\r\nContent-Length: 5"), field("Content_Length: 5"),
        field("Content-Length: 5\r\nContent-Length: 6"), field("Content-Length: \"5\""),
        field("Content-Length: 5\r\nTransfer-Encoding: chunked"),
        field("Transfer-Encoding: chunked\r\nContent-Length: 5"),
        field("Transfer-Encoding: chunked\r\nContent-Length: 0"),
        field("Transfer-Encoding:"), field("Transfer-Encoding: ,"),
        field("Transfer-Encoding: chunked,"), field("Transfer-Encoding: ,chunked"),
        field("Transfer-Encoding: chunked, chunked"), field("Transfer-Encoding: chunked, gzip"),
        field("Transfer-Encoding: chunked;a=b"), field("Transfer-Encoding: \"chunked\""),
        field("Transfer-Encoding: chunked x"), field("Transfer-Encoding: \u{b}chunked"),
        field("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
        field("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"),
        field("Transfer_Encoding: chunked"), field("Transfer-Encoding : chunked"),
        field("Transfer-Encoding: gzip, chunked", 501), field("Transfer-Encoding: gzip", 501),
        field("Transfer-Encoding: xchunked", 501), field("Transfer-Encoding: identity", 501),
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ]

    /// `Expect`.
    static let expectations: [Row] = [
        field("Expect: 200-ok", 417), field("Expect:", 417),
        field("Expect: 100-continue, x", 417),
    ]

    private static func full(_ line: String, _ status: Int = 400) -> Row {
        ("\(line) HTTP/1.1\r\nHost: a\r\n\r\n", status)
    }

    private static func field(_ lines: String, _ status: Int = 400) -> Row {
        ("POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", status)
    }

    private static func host(_ value: String) -> Row {
        ("GET / HTTP/1.1\r\nHost: \(value)\r\n\r\n", 400)
    }
}
