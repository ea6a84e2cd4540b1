/// The kernel refused something; names the call and the error number.
public struct LoopError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system call that failed.
    public let call: Call
    /// The value of `errno`.
    public let code: Int32

    /// The system calls that can fail here.
    public enum Call: String, Sendable {
        case epollCreate = "epoll_create1"
        case epollControl = "epoll_ctl"
        case eventDescriptor = "eventfd"
        case signalDescriptor = "signalfd"
        case thread = "pthread_create"
    }

    public var description: String { "\(call.rawValue) failed with error \(code)" }
}
