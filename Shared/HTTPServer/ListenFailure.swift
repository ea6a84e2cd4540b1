import Glibc
public import HTTP

/// Why a server cannot listen somewhere.
public struct ListenFailure: Error, Sendable, CustomStringConvertible {
    /// Where it was to listen.
    public let address: Address
    /// What stood in the way.
    public let reason: Reason

    /// What can stand in the way of listening.
    public enum Reason: Sendable, Equatable {
        /// Another process listens there, or holds the lock of the Unix socket.
        case inUse
        /// The host is no address and no name that resolves to one.
        case unknownHost
        /// The path of the Unix socket leaves no room for a temporary name.
        case pathTooLong
        /// A system call failed with this `errno`.
        case system(Int32)
    }

    /// One line that names the address.
    public var description: String {
        switch reason {
        case .inUse: "\(address): address already in use"
        case .unknownHost: "\(address): unknown host"
        case .pathTooLong: "\(address): path too long for a Unix socket"
        case .system(let code): "\(address): \(unsafe String(cString: strerror(code)))"
        }
    }
}
