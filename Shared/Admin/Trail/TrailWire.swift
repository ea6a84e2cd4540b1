import Basics
public import HTTP
public import ServiceKit
public import Storage

/// What an endpoint that lists a service's trail reads and answers.
public enum TrailWire {
    /// Whose changes, or those about what.
    public struct Input: EndpointInput {
        private static let subject = Field.text(
            "subject",
            "Those about this one.",
            example: "iid:5"
        )
        private static let operatorID = Field.text(
            "operator",
            "Those of this operator.",
            example: "o:5"
        )

        private let subject: String?
        private let operatorID: String?
        private let after: Int64?
        private let limit: Int64

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            subject = try fields.readIfPresent(Self.subject)
            operatorID = try fields.readIfPresent(Self.operatorID)
            after = try fields.readIfPresent(AdminFields.after)
            limit = try fields.read(AdminFields.limit)
        }

        /// The part of the trail that is asked for, newest first.
        public func page(in connection: Connection) throws -> AdminPage<Row> {
            let rows = try TrailStore(connection)
                .rows(about: subject, by: operatorID, before: after, upTo: limit)
            return AdminPage(rows, limit: limit, key: { $0.id }, row: Row.init)
        }
    }

    /// A change, as the back office shows it.
    public struct Row: Payload {
        let id: Int64
        let at: String
        let operator_id: String
        let operator_name: String
        let what: String
        let subject: String
        let reason: String
        let before: String
        let after: String
        let request_id: String

        init(_ row: TrailStore.Row) {
            id = row.id
            at = adminTime(row.at)
            operator_id = row.operatorID
            operator_name = row.operatorName
            what = row.what
            subject = row.subject
            reason = row.reason
            before = row.before
            after = row.after
            request_id = row.requestID
        }
    }
}
