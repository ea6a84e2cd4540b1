import Basics

/// What somebody wants to publish, checked as far as it says itself.
package struct Publication: Sendable {
    /// Longest 署名, in characters.
    package static let longestSignature = 30
    /// Longest name of what is hidden.
    package static let longestName = 60
    /// Longest 简介.
    package static let longestSynopsis = 1000
    /// Most whole yuan of one red packet, whatever is set: from 2,000 on WeChat Pay asks for the
    /// winner's real name.
    package static let mostYuan: Int64 = 1_999

    package let terms: TreasureTask.Terms
    package let signature: String
    package let name: String
    package let synopsis: String
    /// The address of the picture, as the upload gave it.
    package let picture: String

    /// What came from outside.
    package struct Draft: Sendable {
        package var kind: Int64
        package var picture: String
        package var signature: String
        package var name: String
        package var synopsis: String
        package var prizes: Int64
        package var forecast: Int64
        /// Whole yuan, as the contract has it.
        package var yuan: Int64?
        package var interval: Int64?
        package var fluctuation: Int64?
        package var handover: Int64?
        package var isPublic: Bool

        package init(
            kind: Int64,
            picture: String,
            signature: String,
            name: String,
            synopsis: String,
            prizes: Int64,
            forecast: Int64,
            yuan: Int64?,
            interval: Int64?,
            fluctuation: Int64?,
            handover: Int64?,
            isPublic: Bool
        ) {
            self.kind = kind
            self.picture = picture
            self.signature = signature
            self.name = name
            self.synopsis = synopsis
            self.prizes = prizes
            self.forecast = forecast
            self.yuan = yuan
            self.interval = interval
            self.fluctuation = fluctuation
            self.handover = handover
            self.isPublic = isPublic
        }
    }

    /// Checks what came from outside. A prize of money is at least 1 yuan and at most `mostYuan`.
    package init(_ draft: Draft, mostYuan: Int64) throws(Refusal) {
        guard let kind = TreasureTask.GoodsKind(rawValue: draft.kind) else { throw .kindUnknown }
        guard draft.signature.unicodeScalars.count <= Self.longestSignature else {
            throw .signatureTooLong
        }
        guard draft.name.unicodeScalars.count <= Self.longestName else { throw .nameTooLong }
        guard draft.synopsis.unicodeScalars.count <= Self.longestSynopsis else {
            throw .synopsisTooLong
        }
        terms = TreasureTask.Terms(
            kind: kind,
            money: try Self.money(draft.yuan, kind, mostYuan),
            handover: try Self.handover(draft.handover, kind),
            isPublic: draft.isPublic,
            hunt: try Self.hunt(draft)
        )
        signature = draft.signature
        name = draft.name
        synopsis = draft.synopsis
        picture = draft.picture
    }

    /// All that the content check is to judge.
    package var text: String {
        [signature, name, synopsis].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func money(
        _ yuan: Int64?,
        _ kind: TreasureTask.GoodsKind,
        _ mostYuan: Int64
    ) throws(Refusal) -> Money {
        guard kind == .redPacket else { return .zero }
        guard let yuan, yuan >= 1, yuan <= mostYuan else { throw .moneyOutOfBounds }
        return Money(fen: yuan * 100)
    }

    /// A red packet is handed over by WeChat Pay, whatever is said.
    private static func handover(
        _ number: Int64?,
        _ kind: TreasureTask.GoodsKind
    ) throws(Refusal) -> TreasureTask.Handover {
        guard kind == .goods else { return .onSite }
        guard let handover = number.flatMap(TreasureTask.Handover.init) else {
            throw .handoverUnknown
        }
        return handover
    }

    private static func hunt(_ draft: Draft) throws(Refusal) -> Hunt {
        do throws(HuntRefusal) {
            return try Hunt(
                prizes: draft.prizes,
                forecast: draft.forecast,
                interval: draft.interval,
                fluctuation: draft.fluctuation
            )
        } catch {
            switch error {
            case .prizesOutOfBounds: throw .prizesOutOfBounds
            case .forecastOutOfBounds: throw .forecastOutOfBounds
            case .intervalOutOfBounds: throw .intervalOutOfBounds
            case .fluctuationTooWide: throw .fluctuationTooWide
            }
        }
    }
}
