import Basics

/// A transfer as its query shows it; here it is `mch_id`.
struct TransferOutput: Encodable {
    let mch_id: String
    let out_bill_no: String
    let transfer_bill_no: String
    let appid: String
    let state: String
    let transfer_amount: Int64
    let transfer_remark: String
    let fail_reason: String?
    let openid: String
    let user_name: String?
    let create_time: String
    let update_time: String

    init(_ transfer: PayTransfer, mchid: String) {
        mch_id = mchid
        out_bill_no = transfer.terms.outBillNo
        transfer_bill_no = transfer.transferBillNo
        appid = transfer.terms.appid
        state = transfer.state.rawValue
        transfer_amount = transfer.terms.amount.fen
        transfer_remark = transfer.terms.remark
        fail_reason = transfer.failReason.isEmpty ? nil : transfer.failReason
        openid = transfer.terms.openid
        user_name = transfer.terms.userName.isEmpty ? nil : transfer.terms.userName
        create_time = CivilZone.china.rfc3339(at: transfer.createdAt)
        update_time = CivilZone.china.rfc3339(at: transfer.updatedAt)
    }
}

/// A transfer as the callback shows it.
struct TransferNotice: Encodable {
    let out_bill_no: String
    let transfer_bill_no: String
    let state: String
    let mch_id: String
    let transfer_amount: Int64
    let openid: String
    let fail_reason: String?
    let create_time: String
    let update_time: String

    init(_ transfer: PayTransfer, mchid: String) {
        out_bill_no = transfer.terms.outBillNo
        transfer_bill_no = transfer.transferBillNo
        state = transfer.state.rawValue
        mch_id = mchid
        transfer_amount = transfer.terms.amount.fen
        openid = transfer.terms.openid
        fail_reason = transfer.failReason.isEmpty ? nil : transfer.failReason
        create_time = CivilZone.china.rfc3339(at: transfer.createdAt)
        update_time = CivilZone.china.rfc3339(at: transfer.updatedAt)
    }
}
