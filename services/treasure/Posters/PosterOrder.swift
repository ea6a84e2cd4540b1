import Basics
import Crypto
import JSON
import TreasureDomain

/// All that a poster depends on, without the files that it is made of.
struct PosterOrder: Sendable {
    let task: TreasureTask
    /// As the task shows its publisher.
    let publisher: String
    /// The account that shares it, its unionid, and the mini-program that it shares.
    let sharer: ID<User>
    let unionid: ExternalID
    let app: ID<App>
    /// The page that its code leads to.
    let page: String?

    /// Whole yuan of one red packet; nil for goods.
    var yuan: Int64? {
        task.terms.kind == .redPacket ? task.terms.money.fen / 100 : nil
    }

    /// Says what is on it but for the scene: another nickname is another poster.
    var contents: String {
        var json = JSONWriter()
        json.beginArray()
        for text in [
            "\(Poster.version)", task.code.text, task.words.name, publisher, task.words.picture,
            yuan.map { "\($0)" } ?? "", "\(task.terms.hunt.prizes)", "\(app)", page ?? "",
        ] {
            json.string(text)
        }
        json.endArray()
        return Hex.encode(SHA256.hash(json.bytes))
    }
}
