import Basics
import Events
import Media
import ServiceKit

/// What auth tells of accounts. Catalogues belong to nobody in particular: here names and pictures of
/// people are kept, and which account became which.
struct AccountEvents {
    func add(to receiver: inout EventReceiver) {
        People.follow(
            by: &receiver,
            merged: { gone, left, unit in try OrderPeople.merge(gone, into: left, in: unit) },
            deleted: { uid, _, unit in try OrderPeople.forget(uid, in: unit) }
        )
    }
}
