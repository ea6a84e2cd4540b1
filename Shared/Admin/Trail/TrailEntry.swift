import Basics
public import ServiceKit

/// Who changes something from the back office, and why: handed into the operation that does it.
public struct AdminAction: Sendable {
    /// `o:5` for a person, `key` for whoever has the admin key.
    public let operatorID: String
    /// As the trail shows them.
    public let operatorName: String
    /// Why; empty where nobody has to say.
    public let reason: String
    /// The request's number through all processes.
    public let requestID: String

    /// What the caller of an endpoint does, for a reason.
    public init(_ caller: Caller<Operator>, reason: String = "") {
        operatorID = caller.administrator.id
        operatorName = caller.administrator.name
        self.reason = reason
        requestID = caller.requestID
    }

    init(operatorID: String, operatorName: String, reason: String, requestID: String) {
        self.operatorID = operatorID
        self.operatorName = operatorName
        self.reason = reason
        self.requestID = requestID
    }

    /// What somebody does who works at the machine itself.
    public init(command: String, reason: String = "") {
        operatorID = "command"
        operatorName = command
        self.reason = reason
        requestID = ""
    }
}

/// A change that an operator has made, as the service's own trail keeps it.
public struct TrailEntry: Sendable {
    /// Who did it, why, in which request.
    public let action: AdminAction
    /// `points.adjust` and the like.
    public let what: String
    /// On whom or what: `iid:5`, `app:1`, `audit:7`. Never a name, a mobile or a secret.
    public let subject: String
    /// How it was, as far as that can be shown.
    public let before: String
    /// How it is now.
    public let after: String

    /// A change of its parts.
    public init(
        _ action: AdminAction,
        _ what: String,
        on subject: String,
        before: String = "",
        after: String = ""
    ) {
        self.action = action
        self.what = what
        self.subject = subject
        self.before = before
        self.after = after
    }
}
