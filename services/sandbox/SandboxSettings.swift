import HTTP
import ServiceKit

extension Environment {
    /// What makes a run repeatable, where it is set.
    var sandboxSeed: Int64? {
        get throws {
            guard optionalText(.sandboxSeed) != nil else { return nil }
            return Int64(try integer(.sandboxSeed, default: 0, in: 0...9_007_199_254_740_991))
        }
    }

    /// How many days ago the time of a new file begins.
    var sandboxDaysAgo: Int64 {
        get throws { Int64(try integer(.sandboxDaysAgo, default: 0, in: 0...3_660)) }
    }

    /// Beside each TCP address that it listens at, so many ports on: where it speaks TLS, and where
    /// it is a proxy to those who know WeChat's names alone. Nowhere if the settings say so.
    func sandboxTLSAddresses(_ offset: Int) throws -> [Address] {
        guard try flag(.sandboxTLS, default: true) else { return [] }
        return try sandboxListenAddresses().compactMap { address in
            guard case .tcp(let host, let port) = address else { return nil }
            return .tcp(host: host, port: port + offset)
        }
    }

    /// Where links to the sandbox begin, where it is set.
    var sandboxOrigin: String? {
        get throws {
            guard optionalText(.sandboxOrigin) != nil else { return nil }
            return try url(.sandboxOrigin, default: "")
        }
    }
}
