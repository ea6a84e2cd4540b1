import Basics
import Storage
import TreasureDomain

extension TaskStore {
    /// A task that comes into being.
    struct Birth: Sendable {
        let code: TaskCode
        let publisher: ID<User>
        let publisherIdentity: ID<WeChatIdentity>
        let app: ID<App>
        let merchant: String
        let terms: TreasureTask.Terms
        let words: TreasureTask.Words
        let upload: Int64
        /// What is known of texts and picture together, and of the texts alone.
        let content: ContentState
        let text: ContentState
        let seed: Bytes
        let commitment: String
        /// Of the prizes, from above.
        let depths: [Int64]
        let payBy: UnixTime?
    }

    /// Writes a task down with all its prizes, as a draft or waiting for its money. False if its
    /// code is another task's.
    func add(_ birth: Birth, as id: ID<TreasureTask>, at time: UnixTime) throws -> Bool {
        let state: TreasureTask.State =
            birth.terms.kind == .redPacket ? .awaitingPayment : .draft
        let isNew = try connection.run(
            """
            INSERT INTO task
                (id, code, publisher, publisher_iid, app, mchid, state, content, words, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, seed, commitment, signature, name, synopsis, upload, picture,
                thumbnail, depth, participants, found, created_at, pay_by, end_reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, 0, 0, 0, ?26, ?27, '')
            ON CONFLICT (code) DO NOTHING
            """,
            id,
            birth.code.text,
            birth.publisher,
            birth.publisherIdentity,
            birth.app,
            birth.merchant,
            state.rawValue,
            birth.content.rawValue,
            birth.text.rawValue,
            birth.terms.kind.rawValue,
            birth.terms.money,
            birth.terms.handover.rawValue,
            birth.terms.isPublic,
            birth.terms.hunt.prizes,
            birth.terms.hunt.forecast,
            birth.terms.hunt.interval,
            birth.terms.hunt.fluctuation,
            birth.seed,
            birth.commitment,
            birth.words.signature,
            birth.words.name,
            birth.words.synopsis,
            birth.upload,
            birth.words.picture,
            birth.words.thumbnail,
            time,
            birth.payBy
        )
        guard isNew == 1 else { return false }
        for (index, depth) in birth.depths.enumerated() {
            let prize: ID<Prize> = try connection.nextID()
            try connection.run(
                """
                INSERT INTO prize (id, task, number, depth, state) VALUES (?1, ?2, ?3, ?4, 'buried')
                """,
                prize,
                id,
                index + 1,
                depth
            )
        }
        return true
    }
}
