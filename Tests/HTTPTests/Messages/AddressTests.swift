import HTTP
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        ("tcp:127.0.0.1:8080", Address.tcp(host: "127.0.0.1", port: 8080)),
        ("tcp:[::1]:80", .tcp(host: "::1", port: 80)),
        ("tcp:localhost:0", .tcp(host: "localhost", port: 0)),
        ("unix:/run/kumquat/auth.sock", .unix(path: "/run/kumquat/auth.sock")),
    ])
    func readsWhatItWrites(_ text: String, _ address: Address) {
        #expect(Address(text) == address)
        #expect(address.description == text)
    }

    @Test(arguments: [
        ("http://auth:81", Address.tcp(host: "auth", port: 81)),
        ("http://auth/", .tcp(host: "auth", port: 80)),
        ("http://[::1]:81/", .tcp(host: "::1", port: 81)),
        ("http://[::1]", .tcp(host: "::1", port: 80)),
    ])
    func readsURLs(_ text: String, _ address: Address) {
        #expect(Address(text) == address)
    }

    @Test(arguments: [
        "", "tcp:", "tcp:a", "tcp::80", "tcp:a:", "tcp:a:65536", "tcp:a:-1", "tcp:a:+1", "tcp:a:1x",
        "tcp:a b:1", "tcp:::1:80", "tcp:[]:1", "tcp:[::1:80", "tcp:[x]:1", "unix:", "unix:a",
        "unix:/\u{0}", "http://", "http://a/b", "http://u@a", "https://a", "a:80", "TCP:a:80",
        "unix:/" + String(repeating: "a", count: 107),
    ])
    func refuses(_ text: String) {
        #expect(Address(text) == nil)
    }
}
