/// What a person or a test does that has no phone: the control interface.
enum ControlAPI {
    static let calls: [any ControlCall.Type] = [
        SaveUser.self,
        ListUsers.self,
        MakeCode.self,
        ListLoginCodes.self,
        ListTokens.self,
        ListApps.self,
        Encrypt.self,
        ShowMerchant.self,
        ChangeMerchant.self,
        Pay.self,
        ConfirmTransfer.self,
        ShowLedger.self,
        ListCallbacks.self,
        ResendCallback.self,
        MoveClock.self,
        AddFault.self,
        ListFaults.self,
        ClearFaults.self,
        RemoveFault.self,
        Reset.self,
        ReadStatus.self,
    ]
}
