public import Basics

/// A body that is pulled piece by piece: nobody reads faster than the other side takes.
/// It has one reader.
public protocol BodySource: AnyObject, Sendable {
    /// The next octets, never empty; nil at the end, and from then on.
    func next() async throws(BodyFailure) -> Bytes?

    /// Nobody will read on.
    func cancel()
}
