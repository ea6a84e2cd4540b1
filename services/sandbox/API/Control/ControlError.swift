import HTTP
import JSON

/// What a control call answers when it will not.
struct ControlError: Error, Sendable, Equatable {
    let status: Status
    /// For programs.
    let code: String
    /// For people.
    let message: String

    static func bad(_ message: String) -> ControlError {
        ControlError(status: .badRequest, code: "bad_request", message: message)
    }

    static func personUnknown(_ name: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "user_unknown",
            message: "There is no user \(name); POST /sandbox/users makes one."
        )
    }

    static func appUnknown(_ appid: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "app_unknown",
            message: "There is no app \(appid); GET /sandbox/apps lists them."
        )
    }

    static func scriptUnknown(_ name: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "script_unknown",
            message: "No fault of a script \(name) is waiting."
        )
    }

    static func faultUnknown(_ id: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "fault_unknown",
            message: "There is no fault \(id); it may have happened."
        )
    }

    static let originForeign = ControlError(
        status: .forbidden,
        code: "origin_foreign",
        message: "The page of another site may not change anything here."
    )

    static func hostForeign(_ host: String) -> ControlError {
        ControlError(
            status: .forbidden,
            code: "host_foreign",
            message: "\(host) is no name of this machine; KUMQUAT_SANDBOX_PUBLIC=1 lets it pass."
        )
    }

    static let tooManyFaults = ControlError(
        status: .conflict,
        code: "too_many_faults",
        message: "More than \(FaultStore.maximumCount) faults would be waiting."
    )

    static let tooManyPeople = ControlError(
        status: .conflict,
        code: "too_many_users",
        message: "There are \(Sandbox.maximumPeople) users already."
    )

    static let phoneMissing = ControlError(
        status: .conflict,
        code: "phone_missing",
        message: "This user has no phone number; POST /sandbox/users gives one."
    )

    static let broken = ControlError(
        status: .internalServerError,
        code: "internal",
        message: "The sandbox could not do it; its log says why."
    )

    var response: Response {
        var body = JSONWriter()
        body.beginObject()
        body.key("error")
        body.beginObject()
        body.key("code")
        body.string(code)
        body.key("message")
        body.string(message)
        body.endObject()
        body.endObject()
        return .json(body.bytes, status: status)
    }
}
