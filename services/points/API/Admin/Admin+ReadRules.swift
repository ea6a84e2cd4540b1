import Basics
import Contracts
import HTTP
import JSON
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/rules`: the rules in force, and all that ever were.
    enum ReadRules: AdminEndpoint {
        static let route = Route.get("/admin/points/rules")

        typealias Input = NoInput

        struct Line: Encodable {
            let version: Int64
            let since: String
            let rules: JSONValue
        }

        struct Output: Encodable {
            /// The version in force.
            let version: Int64
            let rules: JSONValue
            let versions: [Line]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Never>) -> Output {
            let versions = try await points.ruleVersions()
                .map { version in
                    Line(
                        version: version.number,
                        since: CivilZone.china.text(at: version.since),
                        rules: json(Bytes(version.text.utf8))
                    )
                }
            return Output(
                version: points.rules.version,
                rules: json(RulesFile.text(of: points.rules)),
                versions: versions
            )
        }

        private static func json(_ text: Bytes) -> JSONValue {
            (try? JSON.parse(text)) ?? .null
        }
    }
}
