import Contracts

/// Lines of several tables of the back office.
enum AdminLines {
    static let appUnknown = Code(404, "There is no such app.", name: "app_unknown")
    static let userUnknown = Code(404, "There is no such user.", name: "user_unknown")
    static let sessionUnknown = Code(404, "There is no such session.", name: "session_unknown")
}
