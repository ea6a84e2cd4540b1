package import Basics

extension TreasureTask {
    /// What is hidden (物品类型); the raw value is `goods_type`.
    package enum GoodsKind: Int64, Sendable, CaseIterable {
        case redPacket = 1
        case goods = 2
    }

    /// How a prize of goods is handed over (领奖方式); the raw value is `draw_type`.
    package enum Handover: Int64, Sendable, CaseIterable {
        case onSite = 1
        case post = 2
    }

    /// What is fixed when it is published.
    package struct Terms: Sendable, Equatable {
        package let kind: GoodsKind
        /// Of one prize; zero for goods.
        package let money: Money
        package let handover: Handover
        /// Whether it stands on the square.
        package let isPublic: Bool
        package let hunt: Hunt

        package init(
            kind: GoodsKind,
            money: Money,
            handover: Handover,
            isPublic: Bool,
            hunt: Hunt
        ) {
            self.kind = kind
            self.money = money
            self.handover = handover
            self.isPublic = isPublic
            self.hunt = hunt
        }

        /// `money` of every prize; `Publication` bounds both.
        package var due: Money { money.times(hunt.prizes) ?? .zero }
    }

    /// What its publisher wrote, and the picture.
    package struct Words: Sendable, Equatable {
        /// 署名; empty where the nickname stands for it.
        package let signature: String
        package let name: String
        package let synopsis: String
        /// The files of the picture; empty once that was taken away.
        package let picture: String
        package let thumbnail: String

        package init(
            signature: String,
            name: String,
            synopsis: String,
            picture: String,
            thumbnail: String
        ) {
            self.signature = signature
            self.name = name
            self.synopsis = synopsis
            self.picture = picture
            self.thumbnail = thumbnail
        }
    }
}
