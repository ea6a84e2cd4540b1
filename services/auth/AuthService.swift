import Admin
import AuthDomain
import Basics
import Contracts
import Events
import Jobs
import Loops
import Media
import ServiceKit
import Storage
import Vault
import WeChat

/// Who somebody is: apps, WeChat identities, users, sessions and the keys of their tokens.
struct AuthService: Sendable {
    let database: ServiceDatabase
    let vault: DataVault
    let mobiles: MobileVault
    let weChat: WeChatClient
    let sms: SMSSender
    /// The pictures that people have chosen for themselves.
    let avatars: MediaLibrary
    let jobs: JobRunner
    let outbox: Outbox
    let keys: KeyRing
    let apps: AppIntake
    let flights: SingleFlight<LoginRequest, Result<EstablishedSession, Failure<LoginRefusal>>>
    /// The codes of phone numbers that WeChat is asked for now: a double tap sends one twice.
    let phones: SingleFlight<PhoneRequest, Result<Mobile, DataRefusal>>
    let drain: DrainFlag
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let stage: Stage
    /// The appid of log-ins that name none.
    let defaultAppID: String?

    var now: UnixTime { clock.now }
}

extension AuthService: JobsOffice {
    static let jobRoutes = AuthAdminRoutes.jobs
}
