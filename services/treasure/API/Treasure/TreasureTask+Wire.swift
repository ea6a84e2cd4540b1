import Basics
import Media
import TreasureDomain

extension TreasureTask.Terms {
    /// 中奖类型: 1 for one prize, 2 for several.
    var prizeType: Int64 { hunt.prizes == 1 ? 1 : 2 }
    /// `money` of the contract: whole yuan.
    var yuan: Int64 { money.fen / 100 }
}

extension TreasureService {
    /// The addresses of a task's picture: where everybody finds it, or a link for its publisher as
    /// long as nobody else may see it; empty where it was taken away.
    func pictures(
        of words: TreasureTask.Words,
        isPassed: Bool,
        isOwn: Bool
    ) -> (whole: String, thumbnail: String) {
        let links = uploads.links
        func address(_ file: String) -> String {
            if file.isEmpty { return "" }
            if isPassed { return links.address(of: file) }
            return isOwn ? links.link(to: file, for: .owner) : ""
        }
        return (address(words.picture), address(words.thumbnail))
    }
}
