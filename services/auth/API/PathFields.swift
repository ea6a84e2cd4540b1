import Basics
import ServiceKit

/// The parts of a path that name something.
enum PathFields {
    static let uid = Field.pathNumber("uid", "The user.").map { ID<User>($0) }
    static let app = Field.pathNumber("app_id", "Our own number of the mini-program.")
        .map { ID<App>($0) }
    static let sid = Field.text("sid", "The session.").inPath
}
