import Contracts
import ServiceKit

/// A part of the route table: one contract under one path.
struct RouteSection {
    /// One line of it, by the name below the section's path.
    struct Line {
        let name: String
        var access = RouteRule.Access.token
        var service: ServiceName?
        var quota: RouteRule.Quota?
        var legacyOpenID = RouteRule.LegacyOpenIDAuth.never

        /// Needs a token.
        static func token(_ name: String, at service: ServiceName? = nil) -> Line {
            Line(name: name, service: service)
        }

        /// Needs nothing, and nobody may do it often: it costs a question to WeChat.
        static func login(_ name: String) -> Line {
            Line(name: name, access: .open, service: .auth, quota: .logins)
        }

        /// Needs nothing; says something about others than the caller.
        static func lookup(_ name: String, at service: ServiceName) -> Line {
            Line(name: name, access: .open, service: service, quota: .lookups)
        }

        /// With the legacy setting on, an openid or unionid stands for the token.
        func named(_ legacyOpenID: RouteRule.LegacyOpenIDAuth = .always) -> Line {
            var line = self
            line.legacyOpenID = legacyOpenID
            return line
        }

        /// Meant for all.
        static func everybody(_ name: String, at service: ServiceName? = nil) -> Line {
            Line(name: name, access: .everybody, service: service)
        }

        /// For the back office.
        static func admin(_ name: String, at service: ServiceName) -> Line {
            Line(name: name, access: .admin, service: service)
        }
    }

    let path: String
    let contract: any Contract.Type
    let service: ServiceName
    var tokenParameters: [StaticString] = []
    let lines: [Line]

    var rules: [RouteRule] {
        lines.map { line in
            RouteRule(
                pattern: "\(path)/\(line.name)",
                service: line.service ?? service,
                contract: contract,
                access: line.access,
                quota: line.quota,
                tokenParameters: tokenParameters,
                legacyOpenID: line.legacyOpenID
            )
        }
    }
}
