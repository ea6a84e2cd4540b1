import Basics
import Contracts
import HTTP

/// Why something is not done, as the page is told: `{"error":{"code","message"}}`.
struct ConsoleRefusal: Error, Equatable {
    let status: Int
    let code: String
    let message: String
    var retryAfterSeconds: Int?

    init(_ status: Int, _ code: String, _ message: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }

    init(_ failure: TransportFailure, retryAfterSeconds: Int? = nil) {
        let code = InternalContract.code(for: failure)
        self.init(code.number, code.name, code.text, retryAfterSeconds: retryAfterSeconds)
    }

    static let unauthenticated = ConsoleRefusal(401, "unauthenticated", "Nobody is logged in.")
    static let pinRequired = ConsoleRefusal(401, "pin_required", "The device wants its PIN.")
    static let wrongLogIn = ConsoleRefusal(401, "wrong_log_in", "Name or password are wrong.")
    static let wrongCode = ConsoleRefusal(401, "wrong_code", "The code is wrong, or used already.")
    static let wrongPIN = ConsoleRefusal(401, "wrong_pin", "The PIN is wrong.")
    static let forbidden = ConsoleRefusal(403, "forbidden", "The duty for it is missing.")
    static let stepUpRequired = ConsoleRefusal(
        403,
        "step_up_required",
        "It needs a proof of who you are of the last five minutes."
    )
    static let foreignOrigin = ConsoleRefusal(
        403,
        "foreign_origin",
        "Only the console's own pages may ask for it."
    )
    static let notFound = ConsoleRefusal(.routeUnknown)
    static let unknown = ConsoleRefusal(404, "unknown", "There is no such thing.")
    static let passwordWeak = ConsoleRefusal(
        422,
        "password_weak",
        "A password needs twelve characters, and is none that others try first."
    )
    static let inviteUnknown = ConsoleRefusal(422, "invite_unknown", "The link is good no more.")

    static func bad(_ name: String) -> ConsoleRefusal {
        ConsoleRefusal(422, "bad_request", "\(name) is missing, or not what it has to be.")
    }

    static func wait(_ seconds: Int64) -> ConsoleRefusal {
        ConsoleRefusal(.tooManyRequests, retryAfterSeconds: Int(seconds))
    }
}
