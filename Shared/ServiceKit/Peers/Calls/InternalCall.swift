public import Contracts

/// A call from one process of ours to another: its address, what is asked, what is answered, and
/// how it is refused. Declared once; the endpoint reads and answers these very types, and whoever
/// calls writes and reads them.
public protocol InternalCall: SendableMetatype {
    /// What is asked.
    associatedtype Request: InternalRequest
    /// What status 200 comes with.
    associatedtype Answer: EndpointOutput
    /// The errors that are the caller's affair; `Never` where there are none.
    associatedtype Refusal: InternalRefusal = Never

    /// Its address, out of the book.
    static var route: Route { get }
}

/// What an ``InternalCall`` asks: read by the one side as it was written by the other.
public protocol InternalRequest: EndpointInput {
    /// Writes what `init` reads.
    func write(to fields: inout FieldWriter)
}

extension NoInput: InternalRequest {
    /// Nothing to ask.
    public init() {}

    /// Writes nothing.
    public func write(to fields: inout FieldWriter) {}
}

/// A line of a call's table of errors, which its name goes over the wire for.
public protocol InternalRefusal: Error, Sendable {
    /// All of them.
    static var allCases: [Self] { get }
    /// In snake case.
    var name: String { get }
    /// The HTTP status that it comes with.
    var status: Int { get }
    /// In English, for logs.
    var message: String { get }
}

extension InternalRefusal where Self: RawRepresentable<String> {
    public var name: String { rawValue }
}

extension InternalRefusal {
    /// As an answer has it.
    public var code: Code { Code(status, message, name: name) }

    /// The one of this name; nil for none.
    public init?(name: String) {
        guard let refusal = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = refusal
    }
}

extension Never: InternalRefusal {
    public static var allCases: [Never] { [] }
    public var name: String { switch self {} }
    public var status: Int { switch self {} }
    public var message: String { switch self {} }
}
