import Basics
import Crypto
import ServiceKit
import Storage

extension Sandbox {
    /// Apps and people for a file that has no apps yet.
    func plant(_ connection: Connection) throws {
        let apps = AppStore(connection)
        if try apps.all().isEmpty {
            for app in demoApps() { try apps.add(app) }
            try plantPeople(connection)
        }
        try plantPushes(connection)
    }

    /// Message pushes go, encrypted, to the auth of this stack until something else is said.
    func plantPushes(_ connection: Connection) throws {
        let pushes = PushStore(connection)
        for app in try AppStore(connection).all() where try pushes.target(of: app.id) == nil {
            let target = PushTarget(
                url: "",
                token: random.text(32, from: Self.keyAlphabet),
                aesKey: random.text(42, from: Self.keyAlphabet) + "A"
            )
            try pushes.set(target, of: app.id)
        }
    }

    private static let keyAlphabet: StaticString =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    /// The three people whom the tour meets.
    func plantPeople(_ connection: Connection) throws {
        for (name, profile) in Self.demoPeople {
            _ = try save(name, connection) { $0 = profile }
        }
    }

    /// The appids stay the same, so that they can stand in settings and texts; who has the file has
    /// the secrets.
    private func demoApps() -> [DemoApp] {
        Self.apps.enumerated().map { position, app in
            let (name, oper, isBound) = app
            return DemoApp(
                id: ID(Int64(position) + 1),
                appid: "wx6b756d717561740\(position + 1)",
                secret: Hex.encode(random.bytes(16)),
                oper: oper,
                name: name,
                mchid: PayMerchant.account(ofCentre: oper),
                isBound: isBound
            )
        }
    }

    private static let apps: [(name: String, oper: Int64, isBound: Bool)] = [
        ("金桔积分", 1, true), ("金桔优选", 1, true), ("金桔挖宝", 2, false),
    ]

    private static let demoPeople: [(String, Person.Profile)] = [
        ("xiaoming", profile("小明", "13800138001", 1, 6100)),
        ("xiaohong", profile("小红", "13800138002", 2, 8200)),
        ("laowang", profile("老王", "13800138003", 1, 12_300)),
    ]

    private static func profile(
        _ nickname: String,
        _ phone: String,
        _ gender: Int64,
        _ steps: Int64
    ) -> Person.Profile {
        Person.Profile(
            nickname: nickname,
            phone: phone,
            gender: gender,
            steps: (0..<31).map { steps + $0 * 37 % 500 }
        )
    }
}
