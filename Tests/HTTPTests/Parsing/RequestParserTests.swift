import Basics
import HTTP
import Testing

@Suite struct RequestParserTests {
    private static let accepted: [(String, String)] = [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 1.1|Host=a"),
        ("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 1.1|Host=a"),
        ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 1.1|Host=a"),
        (
            "GET /a?b=%41&c=[]'() HTTP/1.1\r\nhOST:a:8080\r\n\r\n",
            "GET /a?b=%41&c=[]'() 1.1|hOST=a:8080"
        ),
        ("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET / 1.1|Host=[::1]:80"),
        ("GET / HTTP/1.1\r\nHost: a:\r\n\r\n", "GET / 1.1|Host=a:"),
        ("GET / HTTP/1.0\r\n\r\n", "GET / 1.0 close"),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET / 1.0|Connection=Keep-Alive"),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n",
            "GET / 1.1 close|Host=a|Connection=x, close"
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n",
            "GET / 1.1 close|Host=a|Connection=close|Connection=keep-alive"
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
            "GET / 1.1|Host=a|Connection=upgrade|Upgrade=h2c"
        ),
        ("M-SEARCH / HTTP/1.1\r\nHost: a\r\n\r\n", "M-SEARCH / 1.1|Host=a"),
        ("get / HTTP/1.1\r\nHost: a\r\n\r\n", "get / 1.1|Host=a"),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * 1.1|Host=a"),
        ("GET http://a/b?c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /b?c 1.1|Host=a"),
        ("GET HTTPS://b:1/c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /c 1.1|Host=b:1"),
        ("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 1.1|Host=a"),
        ("GET http://a?b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /?b 1.1|Host=a"),
        ("GET //a HTTP/1.1\r\nHost: a\r\n\r\n", "GET //a 1.1|Host=a"),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345",
            "POST / 1.1 +5|Host=a|Content-Length=5"
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\t 5 \r\n\r\n",
            "POST / 1.1 +5|Host=a|Content-Length=5"
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "POST / 1.1|Host=a|Content-Length=0"
        ),
        // Digits are digits (RFC 9110, 8.6).
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 005\r\n\r\n12345",
            "POST / 1.1 +5|Host=a|Content-Length=005"
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 00\r\n\r\n",
            "POST / 1.1|Host=a|Content-Length=00"
        ),
        ("POST / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / 1.1|Host=a"),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n",
            "POST / 1.1 +chunked|Host=a|Transfer-Encoding=Chunked"
        ),
        (
            "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
            "PUT / 1.1 +1 expects|Host=a|Expect=100-Continue|Content-Length=1"
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "GET / 1.1|Host=a|Expect=100-continue"
        ),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nX:\r\nY: \t \r\nZ:a\t b \t\r\n\r\n",
            "GET / 1.1|Host=a|X=|Y=|Z=a\t b"
        ),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: é\u{80}\r\n\r\n", "GET / 1.1|Host=a|X=é\u{80}"),
        (
            "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~09: 1\r\n\r\n",
            "GET / 1.1|Host=a|!#$%&'*+-.^_`|~09=1"
        ),
    ]

    @Test(arguments: accepted)
    func accepts(_ text: String, _ summary: String) {
        let input = Bytes(text.utf8)
        guard case .accepted(let found, let length) = Verdict.whole(input) else {
            Issue.record("\(Verdict.whole(input))")
            return
        }
        #expect(found == summary)
        #expect(Bytes(text.utf8.prefix(length).suffix(4)) == Bytes("\r\n\r\n".utf8))
    }

    @Test(arguments: accepted.map(\.0) + RefusalTables.all.map(\.0))
    func cutsDoNotMatter(_ text: String) {
        let input = Bytes(text.utf8)
        let verdict = Verdict.whole(input)
        #expect(Verdict.stepwise(input) == verdict)
        #expect(Verdict.stepwise(input, by: 3) == verdict)
        for cut in input.indices {
            #expect(Verdict.cut(input, at: cut) == verdict, "cut at \(cut)")
        }
    }

    @Test(arguments: accepted.map(\.0))
    func everyBeginningIsIncomplete(_ text: String) {
        let input = Bytes(text.utf8)
        guard case .accepted(_, let length) = Verdict.whole(input) else { return }
        for end in 0..<length {
            #expect(Verdict.whole(Bytes(input.prefix(end))) == .incomplete)
        }
        #expect(Verdict.whole(input + Bytes("garbage".utf8)) == Verdict.whole(input))
    }

    @Test(arguments: RefusalTables.all)
    func refuses(_ text: String, _ status: Int) {
        #expect(Verdict.whole(Bytes(text.utf8)) == .refused(status))
    }

    @Test(arguments: [
        Bytes("GET /\u{0} HTTP/1.1\r\n".utf8), [0xFF], Bytes("GET /é HTTP/1.1\r\n".utf8),
        Bytes("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0x00],
        Bytes("GET / HTTP/1.1\r\nX".utf8) + [0x80], [0x16, 0x03, 0x01, 0x02],
    ])
    func refusesAtTheFirstBadOctet(_ input: Bytes) {
        #expect(Verdict.whole(input) == .refused(400))
        #expect(Verdict.stepwise(input) == .refused(400))
    }

    /// Every octet at every place of a long value, where eight are looked at in one go.
    @Test func everyOctetOfAValue() {
        for octet in UInt8.min...UInt8.max {
            let isGood = (octet >= 0x20 && octet != 0x7F) || octet == 0x09 || octet == 0x0D
            for place in 0..<20 {
                var value = Bytes(repeating: UInt8(ascii: "~"), count: 20)
                value[place] = octet
                let input = Bytes("GET / HTTP/1.1\r\nHost: a\r\nX:".utf8) + value
                let verdict = Verdict.whole(input)
                let isLast = place == 19 || octet != 0x0D
                #expect(verdict == (isGood && isLast ? .incomplete : .refused(400)))
            }
        }
    }
}
