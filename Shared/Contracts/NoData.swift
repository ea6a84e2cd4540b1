/// The payload of an answer that says no more than that it went well.
public struct NoData: Encodable, Sendable {
    /// The only one there is.
    public init() {}
}
