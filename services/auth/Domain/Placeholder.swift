/// What WeChat gives of everybody since 2021 instead of a name and a picture. It tells nothing, so it
/// never takes the place of what somebody has said.
package enum Placeholder {
    /// The name that everybody has there.
    package static let nickname = "微信用户"

    /// The path that the grey head has at each of the hosts that WeChat gives its pictures from.
    private static let greyHead =
        "POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg"

    package static func isName(_ text: String) -> Bool { text.utf8.elementsEqual(nickname.utf8) }

    /// The grey head; beside the name that everybody has, whatever WeChat's hosts have, too.
    package static func isPicture(_ address: String, beside name: String?) -> Bool {
        if address.contains(greyHead) { return true }
        guard let name, isName(name) else { return false }
        let host = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
        return host?.hasSuffix(".qlogo.cn") ?? false
    }
}
