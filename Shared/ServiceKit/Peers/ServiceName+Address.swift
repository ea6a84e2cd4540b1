public import Contracts

extension ServiceName {
    /// Its port, counted from the gateway's.
    public var portOffset: Int {
        switch self {
        case .gateway: 0
        case .auth: 1
        case .points: 2
        case .treasure: 3
        case .commerce: 4
        case .sandbox: 10
        case .console: 11
        }
    }

    /// The port of the gateway's operations address, counted from the gateway's.
    public static let gatewayOpsOffset = 9

    /// The variable that says where it is found.
    public var urlsKey: SettingKey {
        switch self {
        case .gateway: .gatewayURLs
        case .auth: .authURLs
        case .points: .pointsURLs
        case .treasure: .treasureURLs
        case .commerce: .commerceURLs
        case .sandbox: .sandboxURLs
        case .console: .consoleURLs
        }
    }
}
