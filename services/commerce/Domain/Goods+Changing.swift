public import Basics

extension Goods {
    /// So many further pictures at most.
    public static let mostPictures = 9
    /// More than anybody sells.
    public static let mostStock: Int64 = 1_000_000_000
    /// A million yuan.
    public static let mostFen: Int64 = 100_000_000

    /// The same, of which something else is said.
    public func with(details: Details, isOn: Bool? = nil) -> Goods {
        Goods(
            id: id,
            merchant: merchant,
            isOn: isOn ?? self.isOn,
            stock: stock,
            sold: sold,
            details: details
        )
    }

    /// Whether it can be bought on a day, as far as it alone says.
    public func isOnSale(on day: Day) -> Bool {
        isOn && details.endsOn >= day
    }
}
