import HTTP
import ServiceKit
import Storage

/// The `user` and `appid` that a call is about; without an appid the first app.
struct Subject: EndpointInput {
    /// What ``find(_:)`` refuses.
    static let refuses: [ControlRefusal] = [.userUnknown("nobody"), .appUnknown("wx0")]

    private let name: String
    private let appid: String?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        name = try fields.read(ControlFields.user)
        appid = try fields.readIfPresent(ControlFields.appid)
    }

    func find(_ connection: Connection) throws -> (Person, DemoApp) {
        (try Self.person(name, connection), try Self.app(appid, connection))
    }

    static func person(_ name: String, _ connection: Connection) throws -> Person {
        guard let person = try PersonStore(connection).person(name) else {
            throw ControlRefusal.userUnknown(name)
        }
        return person
    }

    /// Without an appid the first app.
    static func app(_ appid: String?, _ connection: Connection) throws -> DemoApp {
        let apps = AppStore(connection)
        guard let appid else {
            guard let first = try apps.all().first else { throw BrokenFile("no apps") }
            return first
        }
        guard let app = try apps.app(appid) else { throw ControlRefusal.appUnknown(appid) }
        return app
    }
}
