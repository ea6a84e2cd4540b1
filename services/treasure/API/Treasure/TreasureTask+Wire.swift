import Basics
import Media
import ServiceKit
import TreasureDomain

extension TreasureTask.Terms {
    /// 中奖类型: 1 for one prize, 2 for several.
    var prizeType: Int64 { hunt.prizes == 1 ? 1 : 2 }
    /// `money` of the contract: whole yuan.
    var yuan: Int64 { money.fen / 100 }
}

/// What it takes to show tasks at a moment: of the service no more than that, since all of it would be
/// copied for each line of a list.
struct TaskShowing {
    let links: MediaLinks
    let coolDown: CoolDown
    let now: UnixTime

    init(_ service: TreasureService) {
        links = service.uploads.links
        coolDown = service.rules.coolDown
        now = service.clock.now
    }

    /// The addresses of a task's picture: where everybody finds it, or a link for its publisher as
    /// long as nobody else may see it; empty where it was taken away.
    func pictures(
        _ picture: String,
        _ thumbnail: String,
        isPassed: Bool,
        isOwn: Bool
    ) -> (whole: String, thumbnail: String) {
        let whole = address(picture, isPassed, isOwn)
        let isOne = thumbnail == picture
        return (whole, isOne ? whole : address(thumbnail, isPassed, isOwn))
    }

    private func address(_ file: String, _ isPassed: Bool, _ isOwn: Bool) -> String {
        if file.isEmpty { return "" }
        if isPassed { return links.address(of: file) }
        return isOwn ? links.link(to: file, for: .owner) : ""
    }
}
