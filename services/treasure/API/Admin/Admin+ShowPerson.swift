import Admin
import Basics
import Contracts
import Events
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/people/{uid}`: everything of one account here. Of an account of which
    /// nothing is known all of it is empty.
    enum ShowPerson: AdminEndpoint {
        static let route = TreasureAdminRoutes.showPerson

        struct Input: EndpointInput {
            let uid: ID<User>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(AdminAPI.uid)
            }
        }

        struct Output: Payload {
            /// Another one where the account has become part of it.
            let uid: Int64
            let nickname: String
            let avatar: String
            let digs: Int64
            let releases: Int64
            let partakes: Int64
            let blacklisted: BlacklistWire?
            /// The newest twenty of each.
            let tasks: [TaskRowWire]
            let dug: [PersonDigWire]
            let prizes: [PrizeWire]
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Output {
            let sheet = try await treasure.sheet(of: input.uid)
            return Output(
                uid: sheet.uid.rawValue,
                nickname: sheet.person?.nickname ?? "",
                avatar: sheet.person?.avatar ?? "",
                digs: sheet.totals.digs,
                releases: sheet.totals.releases,
                partakes: sheet.totals.partakes,
                blacklisted: sheet.listed.map(BlacklistWire.init),
                tasks: sheet.tasks.map(TaskRowWire.init),
                dug: sheet.digs.map(PersonDigWire.init),
                prizes: sheet.prizes.map(PrizeWire.init)
            )
        }
    }
}

/// What somebody has done in one task.
struct PersonDigWire: Payload {
    let code: String
    let name: String
    let digs: Int64
    let won: Bool
    let last_dig: String

    init(_ row: OfficeStore.DigRow) {
        code = row.code.text
        name = row.name
        digs = row.digs
        won = row.hasWon
        last_dig = adminTime(row.lastDig)
    }
}

/// An account that may neither publish nor dig.
struct BlacklistWire: Payload {
    let uid: Int64
    let nickname: String
    let reason: String
    let operator_name: String
    let at: String

    init(_ row: OfficeStore.Listed) {
        uid = row.uid.rawValue
        nickname = row.nickname
        reason = row.reason
        operator_name = row.administrator
        at = adminTime(row.at)
    }
}
