import Contracts
import Basics
import Crypto
import Glibc
import HTTP
import Loops
import Testing
import TestKit

@testable import ServiceKit

/// Settings, and the one line that a wrong one is answered with.
struct EnvironmentTests {
    private static let good = ["KUMQUAT_ENV": "sandbox"]

    private static func with(_ changes: [String: String]) -> [String: String] {
        good.merging(changes) { _, new in new }
    }

    @Test(arguments: [
        ([:], "KUMQUAT_ENV: must be sandbox or production; there is no default"),
        (["KUMQUAT_ENV": " "], "KUMQUAT_ENV: must be sandbox or production; there is no default"),
        (["KUMQUAT_ENV": "test"], "KUMQUAT_ENV: must be sandbox or production"),
        (with(["KUMQUAT_POTR": "1"]), "KUMQUAT_POTR: no process knows this variable"),
        (with(["KUMQUAT_": "1"]), "KUMQUAT_: no process knows this variable"),
        (with(["KUMQUAT_PORT_FILE": "/x"]), "KUMQUAT_PORT_FILE: no process knows this variable"),
        (with(["KUMQUAT_PORT": "x"]), "KUMQUAT_PORT: must be a whole number from 1 to 65000"),
        (with(["KUMQUAT_PORT": "0"]), "KUMQUAT_PORT: must be a whole number from 1 to 65000"),
        (with(["KUMQUAT_PORT": "65001"]), "KUMQUAT_PORT: must be a whole number from 1 to 65000"),
        (
            [
                "KUMQUAT_ENV": "production", "KUMQUAT_HOME": "/x",
                "KUMQUAT_SANDBOX_URLS": "tcp:127.0.0.1:1",
            ],
            "KUMQUAT_SANDBOX_URLS: must not be set in production"
        ),
        (["KUMQUAT_ENV": "production"], "KUMQUAT_HOME: must be given in production"),
        (
            ["KUMQUAT_ENV": "production", "KUMQUAT_HOME": "/x", "KUMQUAT_SANDBOX_PUBLIC": "0"],
            "KUMQUAT_SANDBOX_PUBLIC: must not be set in production"
        ),
    ])
    func aBadOneIsNamed(_ variables: [String: String], _ line: String) {
        let error = #expect(throws: SettingError.self) { try Environment(variables) }
        #expect(error?.description == line)
    }

    @Test func defaultsFollowHomeAndPort() throws {
        let settings = try Environment(
            Self.with(["KUMQUAT_PORT": "18080", "KUMQUAT_HOME": "./data/", "PATH": "/bin"]),
            directory: "/srv"
        )
        #expect(settings.home == "/srv/data")
        #expect(
            try settings.listenAddresses(of: .points) == [
                .unix(path: "/srv/data/run/points.sock"), .tcp(host: "127.0.0.1", port: 18082),
            ]
        )
        #expect(try settings.opsAddresses(of: .points).isEmpty)
        #expect(
            try settings.opsAddresses(of: .gateway) == [
                .unix(path: "/srv/data/run/gateway-ops.sock"),
                .tcp(host: "127.0.0.1", port: 18089),
            ]
        )
        #expect(try settings.peerAddresses(.auth) == [.unix(path: "/srv/data/run/auth.sock")])
        #expect(
            try settings.peerAddresses(.gateway) == [.unix(path: "/srv/data/run/gateway-ops.sock")]
        )
    }

    @Test(arguments: [
        ("./var", "/srv", "/srv/var"), ("var", "/", "/var"), ("/data", "/srv", "/data"),
        ("/", "/srv", "/"), ("././x", "/srv", "/srv/x"),
    ])
    func theHomeIsAbsolute(_ home: String, _ directory: String, _ expected: String) throws {
        let settings = try Environment(Self.with(["KUMQUAT_HOME": home]), directory: directory)
        #expect(settings.home == expected)
    }

    @Test(arguments: [
        ("tcp:0.0.0.0:80", false), ("tcp:[::]:80", false), ("tcp:example.org:80", false),
        ("tcp:127.evil.org:80", false), ("tcp:127.0.0.1:80", true), ("tcp:[::1]:80", true),
        ("tcp:localhost:80,unix:/run/x.sock", true), ("tcp:127.0.0.1:80,tcp:10.0.0.1:80", false),
    ])
    func theSandboxStaysAtHome(_ addresses: String, _ isAllowed: Bool) throws {
        let settings = try Environment(Self.with(["KUMQUAT_LISTEN": addresses]))
        if isAllowed {
            #expect(try !settings.listenAddresses(of: .points).isEmpty)
        } else {
            #expect(throws: SettingError.self) { try settings.listenAddresses(of: .points) }
        }
        let open = try Environment(
            Self.with(["KUMQUAT_LISTEN": addresses, "KUMQUAT_SANDBOX_PUBLIC": "1"])
        )
        #expect(try !open.listenAddresses(of: .points).isEmpty)
    }

    @Test func valuesAreChecked() throws {
        let settings = try Environment(
            Self.with([
                "KUMQUAT_LEGACY_OPENID": "yes", "KUMQUAT_LOG_LEVEL": "loud",
                "KUMQUAT_AUTH_URLS": "somewhere", "KUMQUAT_PUBLIC_URL": "ftp://x",
                "KUMQUAT_WECHAT_URL": "http://127.0.0.1:1/",
            ])
        )
        #expect(throws: SettingError(.legacyOpenID, "must be 1 or 0")) {
            try settings.flag(.legacyOpenID)
        }
        #expect(throws: SettingError.self) {
            try settings.choice(.logLevel, default: LogLevel.info)
        }
        #expect(throws: SettingError.self) { try settings.peerAddresses(.auth) }
        #expect(throws: SettingError.self) { try settings.url(.publicURL, default: "") }
        #expect(try settings.url(.wechatURL, default: "") == "http://127.0.0.1:1")
        let production = try Environment([
            "KUMQUAT_ENV": "production", "KUMQUAT_HOME": "/x",
            "KUMQUAT_WECHAT_URL": "http://127.0.0.1:1",
        ])
        #expect(throws: SettingError(.wechatURL, "must begin with https:// in production")) {
            try production.url(.wechatURL, default: "https://api.weixin.qq.com")
        }
    }
}

/// Secrets, by themselves and in files.
struct SecretTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func settings(
        _ changes: [String: String],
        stage: String = "sandbox"
    ) throws -> Environment {
        let base = ["KUMQUAT_ENV": stage, "KUMQUAT_HOME": directory.path]
        return try Environment(base.merging(changes) { _, new in new })
    }

    @Test func aSecretIsNeverShown() {
        let secret = Secret("hunter2")
        #expect("\(secret) \(String(reflecting: secret)) \([secret])".contains("hunter2") == false)
        var text = ""
        dump(secret, to: &text)
        #expect(!text.contains("hunter2"))
        #expect(secret.reveal() == "hunter2")
    }

    @Test func theSandboxMakesItsKeysOnce() throws {
        let first = try settings([:]).internalKeys(SecureRandom.source)
        let second = try settings([:]).internalKeys(SecureRandom.source)
        let call = SignedCall(
            method: .get,
            target: [],
            requestID: "",
            timestamp: "",
            identity: ""
        )
        #expect(first.sign(call) == second.sign(call))
        #expect(try !SmallFile.isOpenToOthers(directory.file("internal.key")))
    }

    @Test func productionMakesNone() throws {
        let settings = try settings([:], stage: "production")
        let error = #expect(throws: SettingError.self) {
            try settings.internalKeys(SecureRandom.source)
        }
        #expect(error?.description.hasPrefix("KUMQUAT_INTERNAL_KEYS: must be given") == true)
    }

    @Test(arguments: [
        ("not base64!", "sandbox"), ("AAAA", "sandbox"),
        (Base64.encode(Bytes(repeating: 1, count: 32)), "production"),
        (
            [1, 2, 3].map { Base64.encode(Bytes(repeating: $0, count: 32)) }.joined(separator: ","),
            "sandbox"
        ),
    ])
    func badKeysAreRefusedWithoutBeingShown(_ keys: String, _ stage: String) throws {
        let settings = try settings(["KUMQUAT_INTERNAL_KEYS": keys], stage: stage)
        let error = #expect(throws: SettingError.self) {
            try settings.internalKeys(SecureRandom.source)
        }
        #expect(error?.description.contains(keys) == false)
        #expect(error?.description.hasPrefix("KUMQUAT_INTERNAL_KEYS: ") == true)
    }

    @Test(arguments: [
        (Bytes(repeating: 0, count: 32), true), (Bytes(0..<32), false),
        (Bytes("changemechangeme".utf8), true),
        (Environment.sandboxKey(SecureRandom.source, octets: 32), true),
        (Bytes("sandbox-dGhlIGtleSBvZiB0aGUgYmFjayBvZmZpY2U".utf8), true),
    ])
    func whatIsMadeUpIsNoKeyOfProduction(_ key: Bytes, _ isRefused: Bool) throws {
        let production = try settings([:], stage: "production")
        let isTaken = (try? production.refuseMadeUp(key, as: .dataKeys)) != nil
        #expect(isTaken != isRefused)
        try settings([:]).refuseMadeUp(key, as: .dataKeys)
    }

    @Test func aFileHoldsOneLineThatIsTrimmed() throws {
        _ = try SmallFile.create(directory.file("admin"), Bytes("  let-me-in \n".utf8))
        let settings = try settings(
            ["KUMQUAT_ADMIN_KEY_FILE": directory.file("admin")],
            stage: "production"
        )
        #expect(try settings.secret(.adminKey)?.reveal() == "let-me-in")
    }

    @Test func twiceOrNowhereIsAnError() throws {
        let twice = try settings([
            "KUMQUAT_ADMIN_KEY": "a", "KUMQUAT_ADMIN_KEY_FILE": directory.file("admin"),
        ])
        #expect(throws: SettingError.self) { try twice.secret(.adminKey) }
        let nowhere = try settings(["KUMQUAT_ADMIN_KEY_FILE": directory.file("nothing")])
        let error = #expect(throws: SettingError.self) { try nowhere.secret(.adminKey) }
        #expect(error?.description.hasPrefix("KUMQUAT_ADMIN_KEY_FILE: ") == true)
        #expect(try settings([:]).secret(.adminKey) == nil)
    }

    @Test func productionRefusesAFileThatOthersMayRead() throws {
        let path = directory.file("admin")
        _ = try SmallFile.create(path, Bytes("let-me-in".utf8))
        #expect(unsafe chmod(path, 0o644) == 0)
        let settings = try settings(["KUMQUAT_ADMIN_KEY_FILE": path], stage: "production")
        let error = #expect(throws: SettingError.self) { try settings.secret(.adminKey) }
        #expect(error?.description.hasSuffix("may be read by others; chmod 600 it") == true)
    }

    @Test func theOriginOfLinks() throws {
        let sandbox = try Environment(["KUMQUAT_ENV": "sandbox", "KUMQUAT_PORT": "9000"])
        #expect(try sandbox.publicURL() == "http://127.0.0.1:9000")
        let production = ["KUMQUAT_ENV": "production", "KUMQUAT_HOME": "/x"]
        #expect(throws: SettingError.self) { try Environment(production).publicURL() }
        for (value, origin) in [
            ("https://a.example/", "https://a.example"), ("http://a.example", nil),
            ("a.example", nil),
        ] {
            let environment = try Environment(
                production.merging(["KUMQUAT_PUBLIC_URL": value]) { $1 }
            )
            #expect((try? environment.publicURL()) == origin)
        }
    }
}
