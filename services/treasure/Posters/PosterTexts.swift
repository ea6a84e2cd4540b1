/// The words on a poster.
enum PosterTexts {
    static func headline(_ publisher: String) -> String { "\(publisher) 埋下了宝藏，快来挖！" }
    /// For a publisher whose name no font has, as one of emoji alone.
    static let headlineWithoutName = "有人埋下了宝藏，快来挖！"
    /// The same for a task.
    static let nameless = "神秘宝贝"
    /// In the place of a picture that was taken away.
    static let mark = "宝"
    static func redPacket(_ yuan: Int64) -> String { "现金红包 \(yuan) 元" }
    static let goods = "实物奖品"
    static func prizes(_ count: Int64) -> String { "共 \(count) 份" }
    static let hint = "长按识别，一起来挖宝"
}
