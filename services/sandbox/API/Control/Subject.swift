import Storage

/// The `user` and `appid` that a call is about; without an appid the first app.
struct Subject: Sendable {
    static let members = ["user", "appid"]

    private let name: String
    private let appid: String?

    init(_ input: ControlInput) throws {
        name = try input.text("user")
        appid = try input.optionalText("appid")
    }

    func find(_ connection: Connection) throws -> (Person, DemoApp) {
        (try Self.person(name, connection), try Self.app(appid, connection))
    }

    static func person(_ name: String, _ connection: Connection) throws -> Person {
        guard let person = try PersonStore(connection).person(name) else {
            throw ControlError.personUnknown(name)
        }
        return person
    }

    /// Without an appid the first app.
    static func app(_ appid: String?, _ connection: Connection) throws -> DemoApp {
        let apps = AppStore(connection)
        guard let appid else {
            guard let first = try apps.all().first else { throw ControlError.broken }
            return first
        }
        guard let app = try apps.app(appid) else { throw ControlError.appUnknown(appid) }
        return app
    }
}
