import Basics
import Contracts
import HTTP

extension TransportFailure {
    init(_ failure: BodyFailure) {
        switch failure {
        case .tooLarge: self = .bodyTooLarge
        case .timedOut: self = .timedOut
        case .malformed, .disconnected, .upstream: self = .unreadable
        }
    }

    init(_ failure: ParametersFailure) {
        switch failure {
        case .unreadable: self = .unreadable
        case .tooLarge: self = .bodyTooLarge
        case .unsupportedMediaType: self = .unsupportedMediaType
        case .body(let failure): self.init(failure)
        case .unspooled: self = .unavailable
        }
    }
}

extension Request {
    /// Takes the whole body into the request, where it can be read again and again.
    mutating func collectBody(upTo limit: Int) async throws(TransportFailure) {
        do throws(BodyFailure) {
            body = .bytes(try await body.collect(upTo: limit))
        } catch {
            throw TransportFailure(error)
        }
    }
}
