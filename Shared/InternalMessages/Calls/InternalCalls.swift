public import ServiceKit

/// Every call between our processes.
public enum InternalCalls {
    /// In the order of `docs/architecture.md`.
    public static let all: [any InternalCall.Type] = [
        ReadSessionCall.self, ReadSessionFeedCall.self, DecryptCall.self, AdjustPointsCall.self,
        RedeemPointsCall.self, MakeCodeCall.self, CheckContentCall.self, MakeSceneCall.self,
        ListAppsCall.self, ReadUserCall.self, ReportShipmentCall.self, FindIdentityCall.self,
        TakeEventsCall.self, MoveClockCall.self,
        ReadClockCall.self,
        FailCommitsCall.self,
    ]
}
