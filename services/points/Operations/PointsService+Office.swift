import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Whom the back office looks for.
    enum Search: Sendable {
        case openid(ExternalID)
        case code(ShareCode)
        /// Nobody in particular: those behind this one.
        case all(after: ID<WeChatIdentity>)
    }

    enum OfficeRefusal: Error, Sendable, CaseIterable {
        case participantUnknown
    }

    func summaries(
        _ search: Search,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [OfficeStore.ParticipantSummary] {
        try await database.read(refusing: Never.self) { connection in
            let store = OfficeStore(connection: connection)
            switch search {
            case .openid(let openid):
                return try PointsStore(connection).participants(called: openid)
                    .compactMap { try store.summary(of: $0.id) }
            case .code(let code):
                let owner = try InvitationStore(connection: connection).owner(of: code)
                return try owner.flatMap { try store.summary(of: $0) }.map { [$0] } ?? []
            case .all(let after):
                return try store.summaries(after: after, upTo: limit)
            }
        }
    }

    /// A page of somebody's ledger, oldest first.
    func entries(
        of id: ID<WeChatIdentity>,
        after number: Int64,
        upTo limit: Int64
    ) async throws(Failure<OfficeRefusal>) -> [OfficeStore.Entry] {
        try await database.read(refusing: OfficeRefusal.self) { connection in
            guard try PointsStore(connection).account(of: id) != nil else {
                throw OfficeRefusal.participantUnknown
            }
            return try OfficeStore(connection: connection)
                .entries(of: id, after: number, upTo: limit)
        }
    }

    /// All rules that were ever in force.
    func ruleVersions() async throws(Failure<Never>) -> [RulesStore.Version] {
        try await database.read(refusing: Never.self) {
            try RulesStore(connection: $0).versions()
        }
    }
}
