import Basics
import TreasureDomain

/// What payments, refunds and transfers of this service are for: the causes that ``Payments`` counts
/// once each. They stand in rows for ever, so they never change.
enum MoneyRef: Sendable, Equatable {
    /// All the money of a task; the name of its fund, too.
    case task(ID<TreasureTask>)
    /// The red packet of a winner.
    case prize(ID<Prize>)
    /// What nobody had won when the task ended.
    case unwon(ID<TreasureTask>)
    /// A prize that was won and not claimed in time.
    case lapsed(ID<Prize>)

    /// As it stands in a row.
    var text: String {
        switch self {
        case .task(let id): "task:\(id)"
        case .prize(let id): "prize:\(id)"
        case .unwon(let id): "task:\(id):unwon"
        case .lapsed(let id): "prize:\(id):lapsed"
        }
    }

    /// Out of a row; nil for what is none.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3,
            let number = DecimalDigits.value(of: parts[1].utf8)
        else { return nil }
        switch (parts[0], parts.count == 3 ? parts[2] : "") {
        case ("task", ""): self = .task(ID(number))
        case ("prize", ""): self = .prize(ID(number))
        case ("task", "unwon"): self = .unwon(ID(number))
        case ("prize", "lapsed"): self = .lapsed(ID(number))
        default: return nil
        }
    }
}
