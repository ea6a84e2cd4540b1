import Basics
import TestKit
import Testing

@testable import HTTPServer

/// What a client says to a proxy before TLS begins.
@Suite struct TunnelTests {
    private static func head() -> TunnelHead {
        TunnelHead { host, port in host == "api.weixin.qq.com" && port == 443 }
    }

    @Test(arguments: [
        ("CONNECT api.weixin.qq.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        ("CONNECT api.weixin.qq.com:443 HTTP/1.0\r\n\r\n", 200),
        ("CONNECT API.Weixin.QQ.com:443 HTTP/1.1\r\n\r\n", 200),
        ("CONNECT api.weixin.qq.com:80 HTTP/1.1\r\n\r\n", 403),
        ("CONNECT example.com:443 HTTP/1.1\r\n\r\n", 403),
        ("CONNECT api.weixin.qq.com.example.com:443 HTTP/1.1\r\n\r\n", 403),
        ("CONNECT api.weixin.qq.com HTTP/1.1\r\n\r\n", 400),
        ("CONNECT :443 HTTP/1.1\r\n\r\n", 400), ("CONNECT x:0 HTTP/1.1\r\n\r\n", 400),
        ("CONNECT x:99999 HTTP/1.1\r\n\r\n", 400), ("CONNECT x:1 y HTTP/1.1\r\n\r\n", 400),
        ("CONNECT x:1\r\n\r\n", 400), ("\r\n\r\n", 400), ("CONNECT x:1 HTTP/2\r\n\r\n", 400),
        ("GET http://api.weixin.qq.com/ HTTP/1.1\r\n\r\n", 405),
        ("connect api.weixin.qq.com:443 HTTP/1.1\r\n\r\n", 405),
    ])
    func verdicts(_ text: String, _ status: Int) {
        func code(_ verdict: TunnelHead.Verdict) -> Int? {
            switch verdict {
            case .accepted(rest: 0): 200
            case .refused(let answer): Int(answer.split(separator: " ")[1])
            case .accepted, .incomplete: nil
            }
        }
        var whole = Self.head()
        #expect(code(whole.take(Bytes(text.utf8))) == status)
        // Octet by octet it comes to the same.
        var slow = Self.head()
        let verdicts = text.utf8.map { slow.take([$0]) }
        #expect(verdicts.dropLast().allSatisfy { $0 == .incomplete })
        #expect(verdicts.last.flatMap(code) == status)
    }

    @Test func whatComesBehindIsTLS() {
        var head = Self.head()
        let text = "CONNECT api.weixin.qq.com:443 HTTP/1.1\r\n\r\nrest"
        #expect(head.take(Bytes(text.utf8)) == .accepted(rest: 4))
    }

    @Test func itsLengthIsBounded() {
        var head = Self.head()
        var taken = 0
        while case .incomplete = head.take(Bytes(repeating: 0x61, count: 1000)) {
            taken += 1000
            guard taken < 100_000 else { break }
        }
        #expect(taken == 8000)
    }

    /// A real client: in the tunnel it sees the certificate, and what is answered.
    @Test func tlsBeginsInTheTunnel() async throws {
        let tls = try TLSTests.server()
        try await withServer(
            loops: 2,
            configure: {
                $0.tls = tls
                $0.tunnel = { host, port in host == "usual.example.cn" && port == 443 }
            },
            { server in
                let port = try TLSTests.port(server)
                for (host, isTaken) in [("usual.example.cn", true), ("other.example.cn", false)] {
                    let output = try TemporaryDirectory()
                    let curl = try await TestProcess.start(
                        "/usr/bin/curl",
                        arguments: [
                            "-sk", "--proxy", "http://127.0.0.1:\(port)", "-o",
                            output.file("body"), "-w", "%{http_code} %{http_connect}",
                            "https://\(host)/x",
                        ],
                        output: output.file("out")
                    )
                    _ = try await curl.exit()
                    #expect(curl.output.hasPrefix(isTaken ? "200 200" : "000 403"))
                }
            }
        )
    }
}
