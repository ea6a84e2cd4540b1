import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/callbacks`: what the merchant was told, newest first, and how it was answered.
    enum ListCallbacks: ControlEndpoint {
        static let route = ControlRoutes.listCallbacks

        struct Item: Codable {
            struct Try: Codable {
                let number: Int64
                let at: String
                /// Absent where no answer came.
                let status: Int64?
                /// The fault that struck it.
                let fault: String?
            }

            let id: Int64
            let mchid: String
            let event_id: String
            let event_type: String
            /// The merchant's number of the order, refund or transfer.
            let number: String
            let url: String
            let state: String
            let created: String
            /// When it is sent again; absent where it is not.
            let next: String?
            /// Newest first.
            let tries: [Try]
        }

        struct Output: Payload {
            let callbacks: [Item]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let store = PayCallbackStore(connection)
                    let (callbacks, next) = page.cut(
                        try store.page(before: page.after ?? .max, limit: page.rows)
                    ) { $0.id.rawValue }
                    return Output(
                        callbacks: try callbacks.map { item($0, try store.tries(of: $0.id)) },
                        next: next
                    )
                }
            }
        }

        private static func item(
            _ callback: PayCallback,
            _ tries: [PayCallbackStore.Try]
        ) -> Item {
            Item(
                id: callback.id.rawValue,
                mchid: callback.draft.mchid,
                event_id: callback.eventID,
                event_type: callback.draft.event.rawValue,
                number: callback.draft.subject,
                url: callback.draft.url,
                state: callback.state.rawValue,
                created: CivilZone.china.rfc3339(at: callback.createdAt),
                next: callback.state == .waiting
                    ? CivilZone.china.rfc3339(at: callback.nextAt) : nil,
                tries: tries.map {
                    Item.Try(
                        number: $0.number,
                        at: CivilZone.china.rfc3339(at: $0.at),
                        status: $0.status == 0 ? nil : $0.status,
                        fault: $0.fault.isEmpty ? nil : $0.fault
                    )
                }
            )
        }
    }
}
