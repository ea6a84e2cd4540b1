/// As WeChat counts it.
package enum Gender: Int64, Sendable {
    case unknown = 0
    case male = 1
    case female = 2
}
