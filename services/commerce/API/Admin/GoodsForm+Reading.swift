import Basics
import CommerceDomain
import HTTP
import ServiceKit

extension GoodsForm {
    private static let merchantID = Field.id("merchant_id", "Who sells it.")
    private static let merchantRef = Field.text(
        "merchant",
        "The ref of who sells it.",
        maximum: 64,
        example: "shop-1"
    )
    private static let price = fen("price", "What one costs, in fen.", from: 1)
    private static let marketPrice = fen(
        "market_price",
        "What it costs elsewhere, in fen.",
        from: 0
    )
    private static let priceInYuan = yuan("price", "What one costs, in yuan.", from: 1)
    private static let marketPriceInYuan = yuan("market_price", "What it costs elsewhere.", from: 0)
    private static let startsOn = day("start_date", "The first day on which it is good.")
    private static let endsOn = day("end_date", "The last day on which it is good.")
    private static let picture = CatalogueFields.picture("pic", "The file of its picture.")
    private static let pictures = Field.texts(
        "pic_list",
        "The files of further pictures.",
        upTo: Goods.mostPictures,
        octets: 1...300,
        example: "00000000000000000000000000000000.jpg"
    )
    private static let pictureNames = Field.text(
        "pic_list",
        "The files of further pictures, with | between them.",
        maximum: 3_000
    )
    .map { names -> [String]? in
        let names = names.split(separator: "|").map { String($0) }
        return names.count <= Goods.mostPictures ? names : nil
    }
    private static let buyInfo = Field.text("buy_info", "What buyers have to know.", maximum: 2_000)
    private static let perUser = Field.integer(
        "per_user",
        "How many one user may buy in all; 0 for any number.",
        in: 0...1_000_000
    )
    .map { $0 == 0 ? Bound.none : .some($0) }
    private static let refundsExpired = Field.flag(
        "refund_expired",
        "Whether what nobody has redeemed is refunded when it has run out."
    )
    private static let stock = Field.integer(
        "stock",
        "How many there are at first; nothing where nobody counts.",
        in: 0...Goods.mostStock
    )

    /// Of a request that changes one.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        price = try fields.readIfPresent(Self.price)
        marketPrice = try fields.readIfPresent(Self.marketPrice)
        pictures = try fields.readIfPresent(Self.pictures)
    }

    /// Of a request that makes one.
    init(new fields: FieldReader) throws(ParameterProblem) {
        try self.init(fields)
        merchant = .id(ID(try fields.read(Self.merchantID)))
        ref = try fields.readIfPresent(CatalogueFields.ref)
        name = try fields.read(CatalogueFields.name)
        price = try fields.read(Self.price)
        startsOn = try fields.read(Self.startsOn)
        endsOn = try fields.read(Self.endsOn)
        stock = try fields.readIfPresent(Self.stock)
    }

    /// Of a line of an import.
    init(line fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        ref = try fields.readIfPresent(CatalogueFields.ref)
        merchant = try fields.readIfPresent(Self.merchantRef).map { .ref($0) }
        price = try fields.readIfPresent(Self.priceInYuan)
        marketPrice = try fields.readIfPresent(Self.marketPriceInYuan)
        pictures = try fields.readIfPresent(Self.pictureNames)
        stock = try fields.readIfPresent(Self.stock)
    }

    private init(common fields: FieldReader) throws(ParameterProblem) {
        name = try fields.readIfPresent(CatalogueFields.name)
        description = try fields.readIfPresent(CatalogueFields.text)
        startsOn = try fields.readIfPresent(Self.startsOn)
        endsOn = try fields.readIfPresent(Self.endsOn)
        opens = try fields.readIfPresent(CatalogueFields.opens)
        closes = try fields.readIfPresent(CatalogueFields.closes)
        picture = try fields.readIfPresent(Self.picture)
        buyInfo = try fields.readIfPresent(Self.buyInfo)
        perUser = try fields.readIfPresent(Self.perUser)
        refundsExpired = try fields.readIfPresent(Self.refundsExpired)
        isOn = try fields.readIfPresent(CatalogueFields.status)
    }

    private static func fen(
        _ name: StaticString,
        _ meaning: String,
        from least: Int64
    ) -> Field<Money> {
        Field.integer(name, meaning, in: least...Goods.mostFen).map { Money(fen: $0) }
    }

    private static func yuan(
        _ name: StaticString,
        _ meaning: String,
        from least: Int64
    ) -> Field<Money> {
        Field.text(name, meaning, maximum: 12, example: "9.90").map { text -> Money? in
            guard let money = Money(yuan: text), (least...Goods.mostFen).contains(money.fen) else {
                return nil
            }
            return money
        }
    }

    private static func day(_ name: StaticString, _ meaning: String) -> Field<Day> {
        Field.text(name, meaning, maximum: 10, example: "2026-12-31")
            .map(expecting: "a day like 2026-12-31") { Day($0) }
    }
}
