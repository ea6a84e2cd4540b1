/// Why octets are no JSON text that we take.
public struct JSONError: Error, Equatable {
    /// Where reading stopped, in octets from the start.
    public let offset: Int
    /// A fixed text; never holds a part of the input.
    public let reason: String

    init(_ reason: String, at offset: Int) {
        self.offset = offset
        self.reason = reason
    }
}
