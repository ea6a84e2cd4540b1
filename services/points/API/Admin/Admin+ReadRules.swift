import Admin
import Basics
import Contracts
import HTTP
import JSON
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `GET /admin/points/rules`: the rules in force, and all that ever were.
    enum ReadRules: AdminEndpoint {
        static let route = PointsAdminRoutes.readRules

        typealias Input = NoInput

        struct Line: ShapedPayload {
            static let schema = Schema.object([
                SchemaMember("version", .integer()), SchemaMember("since", .text()),
                SchemaMember("rules", .anything),
            ])

            let version: Int64
            let since: String
            let rules: JSONValue
        }

        struct Output: ShapedPayload {
            static let schema = Schema.object([
                SchemaMember("version", .integer()), SchemaMember("rules", .anything),
                SchemaMember("versions", .list(Line.schema)),
            ])

            /// The version in force.
            let version: Int64
            let rules: JSONValue
            let versions: [Line]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Never>) -> Output {
            let versions = try await points.ruleVersions()
                .map { version in
                    Line(
                        version: version.number,
                        since: adminTime(version.since),
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
