/// A province, a city or a county, as China divides itself.
public struct Area: Sendable, Equatable {
    public enum Level: Int64, Sendable, CaseIterable {
        case province = 1
        case city
        case county
    }

    /// Six digits. Some areas stand on two levels with one code: a county that is right below its
    /// province is a city as well.
    public let code: Int64
    public let level: Level
    /// The code of the area that it is in; 0 for provinces.
    public let parent: Int64
    /// Officially: 恩施土家族苗族自治州.
    public let name: String
    /// As people say: 恩施.
    public let short: String
    /// Of the short name: enshi.
    public let pinyin: String

    /// One number for level and code.
    public var id: Int64 { level.rawValue * 1_000_000 + code }
    /// The first letter of its pinyin, upper case.
    public var initial: String { pinyin.prefix(1).uppercased() }
}
