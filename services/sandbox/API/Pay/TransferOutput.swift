import Basics
import Crypto
import ServiceKit

/// A transfer as its query shows it; here it is `mch_id`.
struct TransferOutput: Payload {
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

    /// The name goes encrypted with the merchant's own key.
    init(_ transfer: PayTransfer, _ keys: PayKeys) throws {
        mch_id = keys.mchid
        out_bill_no = transfer.terms.outBillNo
        transfer_bill_no = transfer.transferBillNo
        let name = Bytes(transfer.terms.userName.utf8)
        user_name =
            name.isEmpty
            ? nil : Base64.encode(try keys.merchant.publicKey.encryptOAEP(name))
        appid = transfer.terms.appid
        state = transfer.state.rawValue
        transfer_amount = transfer.terms.amount.fen
        transfer_remark = transfer.terms.remark
        fail_reason = transfer.failReason.isEmpty ? nil : transfer.failReason
        openid = transfer.terms.openid
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

    init(_ transfer: PayTransfer) {
        out_bill_no = transfer.terms.outBillNo
        transfer_bill_no = transfer.transferBillNo
        state = transfer.state.rawValue
        mch_id = transfer.terms.mchid
        transfer_amount = transfer.terms.amount.fen
        openid = transfer.terms.openid
        fail_reason = transfer.failReason.isEmpty ? nil : transfer.failReason
        create_time = CivilZone.china.rfc3339(at: transfer.createdAt)
        update_time = CivilZone.china.rfc3339(at: transfer.updatedAt)
    }
}
