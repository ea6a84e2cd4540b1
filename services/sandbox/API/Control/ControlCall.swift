import ServiceKit

/// One call of the control endpoint: address, known members, what happens.
protocol ControlCall: SendableMetatype {
    associatedtype Output: Encodable

    static var route: RawRoute { get }
    /// The members that body and query may have.
    static var members: [String] { get }
    /// The member that a body is which is a list; nil where it has to be an object.
    static var listMember: String? { get }

    /// - Throws: `ControlError` for what is refused; any other error is the sandbox's own.
    static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output
}

extension ControlCall {
    static var members: [String] { [] }
    static var listMember: String? { nil }
}

/// `{}`.
struct Done: Encodable {}
