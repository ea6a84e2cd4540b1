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
    /// The whole body, which stays in the request to be read again.
    mutating func collectBody(upTo limit: Int) async throws(TransportFailure) -> Bytes {
        do throws(BodyFailure) {
            let bytes = try await body.collect(upTo: limit)
            body = .bytes(bytes)
            return bytes
        } catch {
            throw TransportFailure(error)
        }
    }
}
