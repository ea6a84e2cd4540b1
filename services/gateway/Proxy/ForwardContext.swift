import Basics
import Contracts
import HTTP
import ServiceKit

/// A request that may go on to a service.
struct ForwardContext: Sendable {
    /// Where to.
    let service: ServiceName
    /// Whether it needs neither token nor key, as a picture.
    let isForEverybody: Bool
    /// The request's number through all processes.
    let requestID: String
    /// Where it came from.
    let address: ClientAddress
    /// Whether it came by TLS.
    let isSecure: Bool
    /// The value of `X-Kumquat-Identity`; empty for nobody in particular.
    let identity: Bytes
    /// The value of `X-Kumquat-Operator`; empty but for the back office.
    let administrator: Bytes
}
