/// What the back office has seen proven of a user.
package struct UserFlags: Sendable, Equatable {
    package var isEmail = false
    package var isRealName = false
    package var isFace = false
    package var isMP = false

    /// Nothing proven.
    package init() {}

    /// What was proven of one account of a person is proven of the person.
    package func merged(with other: UserFlags) -> UserFlags {
        var flags = self
        flags.isEmail = isEmail || other.isEmail
        flags.isRealName = isRealName || other.isRealName
        flags.isFace = isFace || other.isFace
        flags.isMP = isMP || other.isMP
        return flags
    }
}
