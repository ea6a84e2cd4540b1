import Basics
import JSON

/// Which payments a list of the shipping management is asked for.
struct ShippingQuery: Sendable {
    /// Where a part of the list ended. What comes after it was paid earlier, or at the
    /// same moment and ordered earlier.
    struct Place: Sendable, Equatable {
        let paidAt: UnixTime
        let order: ID<PayOrder>

        /// Before all.
        static let start = Place(paidAt: UnixTime(milliseconds: .max), order: ID(.max))

        init(paidAt: UnixTime, order: ID<PayOrder>) {
            self.paidAt = paidAt
            self.order = order
        }

        /// `last_index`.
        init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let paidAt = Int64(parts[0], radix: 16), paidAt >= 0,
                let order = Int64(parts[1], radix: 16), order >= 0
            else { return nil }
            self.init(paidAt: UnixTime(milliseconds: paidAt), order: ID(order))
        }

        var text: String {
            String(paidAt.milliseconds, radix: 16) + "-" + String(order.rawValue, radix: 16)
        }
    }

    /// More than that nobody gets at once, whatever they ask for.
    private static let maximumSize = 100
    private static let states: ClosedRange<Int64> = 1...6

    let paid: ClosedRange<UnixTime>
    /// None of ours has the states that are known by number alone.
    let state: Int64?
    let openid: String?
    let after: Place
    let size: Int

    init(_ json: JSONValue) throws {
        let range = try Self.value(json["pay_time_range"]) { $0.object == nil ? nil : $0 }
        let begin = try Self.value(range?["begin_time"]) { $0.integer } ?? 0
        let end = try Self.value(range?["end_time"]) { $0.integer } ?? Int64(UInt32.max)
        state = try Self.value(json["order_state"]) { $0.integer }
        openid = try Self.value(json["openid"]) { $0.string }.flatMap { $0.isEmpty ? nil : $0 }
        let size = try Self.value(json["page_size"]) { $0.integer } ?? Int64(Self.maximumSize)
        guard 0 <= begin, begin <= end, size >= 1, state.map(Self.states.contains) ?? true else {
            throw WeChatError.shippingInvalid
        }
        // The last second counts whole.
        paid = UnixTime(seconds: begin)...UnixTime(seconds: end).adding(milliseconds: 999)
        self.size = Int(min(size, Int64(Self.maximumSize)))
        let index = try Self.value(json["last_index"]) { $0.string } ?? ""
        guard let place = index.isEmpty ? .start : Place(index) else {
            throw WeChatError.lastIndexInvalid
        }
        after = place
    }

    /// Nothing where there is none; a value of another kind is refused.
    private static func value<Value>(
        _ json: JSONValue?,
        _ read: (JSONValue) -> Value?
    ) throws -> Value? {
        guard let json, json != .null else { return nil }
        guard let value = read(json) else { throw WeChatError.shippingInvalid }
        return value
    }
}
