import Basics
import ServiceKit

extension Identity {
    /// Somebody with an account.
    static let ming = Identity(
        iid: ID(7),
        sid: "c2Vzc2lvbi1vZi1taW5n",
        app: ID(1),
        oper: 1,
        openid: "o-ming",
        unionid: "u-ming",
        uid: ID(70)
    )
}
