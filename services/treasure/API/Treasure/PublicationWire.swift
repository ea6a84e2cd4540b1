import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

/// What publishing reads and answers, wherever it is asked for.
enum PublicationWire {
    struct Input: EndpointInput {
        static let kind = Field.integer("goods_type", "1 red packets, 2 goods.")
            .described(in: 1...2)
        private static let picture = Field.text(
            "url",
            "The picture's address, as uploadFile answered it.",
            maximum: 500
        )
        private static let signature = Field.text(
            "wxname",
            "As whom the publisher signs; the nickname where it is missing."
        ).described(upTo: Publication.longestSignature)
        private static let name = Field.text("name", "What is hidden.")
            .described(upTo: Publication.longestName)
        private static let synopsis = Field.text("synopsis", "Some words about it.")
            .described(upTo: Publication.longestSynopsis)
        private static let prizes = Field.integer("prize_num", "How many prizes there are.")
            .described(in: 1...Hunt.mostPrizes)
        private static let forecast = Field.integer(
            "forecast_num",
            "How many are expected to dig; the deepest a single prize may lie."
        ).described(in: 1...Hunt.mostForecast)
        private static let money = Field.integer(
            "money",
            "Whole yuan of one red packet, up to `KUMQUAT_TREASURE_MOST_YUAN`."
        ).described(in: 1...Publication.mostYuan)
        private static let interval = Field.integer(
            "interval",
            "From one prize to the next, where there are several."
        ).described(in: 1...Hunt.mostInterval)
        private static let fluctuation = Field.integer(
            "fluctuation",
            "How far a prize may lie from its place, less than half of the interval."
        ).described(in: 0...Hunt.mostFluctuation)
        private static let handover = Field.integer("draw_type", "Goods: 1 on site, 2 by post.")
            .described(in: 1...2)
        private static let isPublic = Field.flag(
            "is_public",
            "Whether it stands on the square.",
            default: true
        )

        let unionid: ExternalID?
        let draft: Publication.Draft

        init(_ fields: FieldReader) throws(ParameterProblem) {
            unionid = try fields.readIfPresent(TreasureFields.unionid)
            let kind = try fields.read(Self.kind)
            let isMoney = kind == TreasureTask.GoodsKind.redPacket.rawValue
            let isGoods = kind == TreasureTask.GoodsKind.goods.rawValue
            let name = try fields.read(Self.name).cleaned()
            guard !name.isEmpty else { throw .missing("name") }
            draft = Publication.Draft(
                kind: kind,
                picture: try fields.read(Self.picture),
                signature: try fields.readIfPresent(Self.signature)?.cleaned() ?? "",
                name: name,
                synopsis: try fields.readIfPresent(Self.synopsis)?.cleaned(keepsLines: true)
                    ?? "",
                prizes: try fields.read(Self.prizes),
                forecast: try fields.read(Self.forecast),
                yuan: isMoney
                    ? try fields.read(Self.money) : try fields.readIfPresent(Self.money),
                interval: try fields.readIfPresent(Self.interval),
                fluctuation: try fields.readIfPresent(Self.fluctuation),
                handover: isGoods
                    ? try fields.read(Self.handover) : try fields.readIfPresent(Self.handover),
                isPublic: try fields.read(Self.isPublic)
            )
        }
    }

    struct Output: Payload {
        let code: String
    }

    static func answer(
        _ input: Input,
        to caller: Caller<Identity>,
        by service: TreasureService
    ) async throws(Failure<Publication.Refusal>) -> Output {
        let player = try TreasureAPI.player(
            input.unionid,
            of: caller,
            Publication.Refusal.init
        )
        let publication: Publication
        do throws(Publication.Refusal) {
            publication = try Publication(input.draft, mostYuan: service.rules.mostYuan)
        } catch {
            throw .refused(error)
        }
        return Output(code: try await service.publish(publication, by: player).text)
    }

    static func code(for refusal: Publication.Refusal) -> Code {
        switch refusal {
        case .playerUnknown: Code(2, TreasureAPI.unionidWrong)
        case .playerUnregistered: Code(3, TreasureAPI.unregistered)
        case .blacklisted: Code(4, "您的账号已被限制发布")
        case .kindUnknown: Code(5, "物品类型错误")
        case .signatureTooLong: Code(6, "署名不能超过\(Publication.longestSignature)个字")
        case .nameTooLong: Code(7, "物品名不能超过\(Publication.longestName)个字")
        case .synopsisTooLong: Code(8, "简介不能超过\(Publication.longestSynopsis)个字")
        case .prizesOutOfBounds: Code(9, "中奖次数应为1至\(Hunt.mostPrizes)")
        case .forecastOutOfBounds: Code(10, "预计参与人数应为1至\(Hunt.mostForecast)")
        case .moneyOutOfBounds: Code(11, "红包金额超出允许范围")
        case .intervalOutOfBounds: Code(12, "中奖间隔值应为1至\(Hunt.mostInterval)")
        case .fluctuationTooWide: Code(13, "波动值应小于中奖间隔值的一半")
        case .handoverUnknown: Code(14, "领奖方式错误")
        case .pictureUnknown: Code(15, "请先上传图片")
        case .pictureRisky: Code(16, "图片含有违规内容，请更换")
        case .textRisky: Code(17, "文字含有违规内容，请修改")
        case .tooManyToday: Code(18, "今天发布次数已达上限")
        case .noRedPackets: Code(19, "当前小程序暂不支持红包")
        }
    }
}

extension Publication.Refusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
