/// What somebody has proved, or made available.
package struct Certificates: Sendable, Equatable {
    /// What auth tells of the account.
    package var flags = Flags()
    /// Step counts were made available.
    package var hasSteps = false
    package var eye = AuditState.need

    package init() {}

    /// What auth tells of an account.
    package struct Flags: Sendable, Equatable {
        package var isPhone = false
        package var isEmail = false
        package var isRealName = false
        package var isFace = false
        package var isMP = false

        package init() {}
    }
}
