/// What becomes of one task.
struct DemoPlay: Sendable {
    enum Prize: Sendable {
        case packet(yuan: Int)
        case onSite
        case byPost
    }

    /// What is done with it, in this order.
    enum Act: Sendable {
        /// Its publisher pays.
        case pay
        /// So many people dig, one after the other; fewer where the last prize is found before.
        case dig(Int)
        /// People dig until the last prize is found.
        case digOut
        /// The first so many winners claim theirs.
        case claim(Int)
        /// The first so many of them accept the red packet on the phone.
        case accept(Int)
        /// The publisher hands the first so many over, for the winner's code.
        case redeem(Int)
        /// Somebody has a poster made.
        case share
        /// Its publisher ends it.
        case end
        /// The back office takes a step.
        case office(String)
    }

    let title: String
    let synopsis: String
    let motif: DemoPicture.Motif
    let prize: Prize
    var prizes = 1
    var forecast = 12
    var interval: Int?
    var fluctuation: Int?
    var isPublic = true
    /// Whether it can be dug in the end: WeChat and the back office let it pass.
    var opens = true
    let acts: [Act]
}
