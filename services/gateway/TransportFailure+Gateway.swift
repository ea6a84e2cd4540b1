import Contracts
import HTTP
import HTTPClient

extension TransportFailure {
    /// Why a request's body could not be taken.
    init(reading failure: BodyFailure) {
        switch failure {
        case .tooLarge: self = .bodyTooLarge
        case .timedOut: self = .timedOut
        case .malformed, .disconnected, .upstream: self = .unreadable
        }
    }

    /// Why parameters could not be read.
    init(reading failure: ParametersFailure) {
        switch failure {
        case .unreadable: self = .unreadable
        case .tooLarge: self = .bodyTooLarge
        case .unsupportedMediaType: self = .unsupportedMediaType
        case .body(let failure): self.init(reading: failure)
        case .unspooled: self = .internalFault
        }
    }

    /// What is said where a service gave no answer.
    init(_ failure: ClientFailure) {
        switch failure {
        case .unreachable, .brokenAnswer, .disconnected, .tooLarge: self = .upstreamBroken
        case .timedOut: self = .upstreamTimedOut
        case .cancelled: self = .unavailable
        case .malformedRequest: self = .unreadable
        case .body(let failure): self.init(reading: failure)
        }
    }
}
