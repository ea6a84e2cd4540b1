/// Notifications of WeChat Pay, whole: signed and encrypted.
public enum PayNotifications {
    /// Of the Go SDK's tests: signed with its key, encrypted under a key of 16 octets.
    public static let score = Notification(
        timestamp: "1624523846",
        nonce: "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz",
        signature: """
            tJHIiIS9eB2hAYstmAmbbD3ZE5LiIm/Ug5tuL4fC0YOFRWIHV39UFIZXC0e9Wl6lBu6sKvkqDkzpqzBsVHyX\
            FlbYZTOQrVdG4b6LfTnK4mikv9++ixJMd3vTf2yCqvBkh98zs3Ds5zsYQakzbcwhmw4fMJs4nPLws28H0UW9\
            FjDR//rxELLwXvV1VEA1IBLX70xptjL8hrfUjEE8kkry6yNJTHZRU8CAc7qHli2Ng1V1qb9ARbK8A3ThmFmP\
            QvRGrapI/jS2laKKgYUmfdEdkNO6B2Cke5e8VTxY406ArAmQ90GAihDwIcb16TQMnzCMBoutnwZKNiKRACrF\
            mtxw2Q==
            """,
        body: #"""
            {"id":"3119dfba-e649-5eec-ab1e-3412bc4d2e17","create_time":"2021-06-24T16:37:26+08:0\#
            0","resource_type":"encrypt-resource","event_type":"PAYSCORE.USER_OPEN_SERVICE","sum\#
            mary":"签约成功","resource":{"original_type":"payscore","algorithm":"AEAD_AES_256_GCM","\#
            ciphertext":"YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aV\#
            yqPdDYMkRVSDaZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9N\#
            kDjp9bzmKLEYYH9TEklFUpsvPqOTOcgSLgh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ=\#
            =","associated_data":"payscore","nonce":"Kj7QIyUiYx1q"}}
            """#,
        key: "testMchAPIv3Key0",
        associatedData: "payscore",
        resourceNonce: "Kj7QIyUiYx1q",
        ciphertext: """
            YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aVyqPdDYMkRVSDa\
            ZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9NkDjp9bzmKLEYY\
            H9TEklFUpsvPqOTOcgSLgh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ==
            """,
        text: #"""
            {"mchid":"1234567890","appid":"054aa7d7a2a54ab5898df65bd96f001c","create_time":"2020\#
            -06-30T12:12:00+08:00","out_contract_code":"21640bdbd08e473e828f3206a2741c6e"}
            """#
    )

    /// Made for this test with the official merchant key in the platform's place.
    public static let payment = Notification(
        timestamp: "1554208460",
        nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
        signature: """
            L37lJYG2oag5xJKj7KeGhjcF6r6pnYsSBrZFdo/+03F+AkCietaAzqPcgFYI/KHUSsNNa6gkNN1u1iI2UsOu\
            fpGyPmHoyrzLcfLer+sUXDz25SGVGOacU1A5cf1nrmuqZpphfpCn7sq2RMXxKJ/PH9d2eNCCR4XxhGeuLZ4A\
            jtZ8FN7w5R3Qz6Oc+ZKBPjsMRj65jX57ugNAvJ6yQdI0WptVvFud6y43XCdOZG7lV+YJNbHj8LdhIsqqq/3p\
            llfTsBOQD5ALXxZBNv9IiRph/560wC/uyg7Gfq6dWAvA8COXBrFruOQbds1WZfc8wxGqDUZVcBWIGrcbweZD\
            16gBVQ==
            """,
        body: #"""
            {"id":"EV-2018022511223320873","create_time":"2019-04-02T20:34:20+08:00","resource_t\#
            ype":"encrypt-resource","event_type":"TRANSACTION.SUCCESS","summary":"支付成功","resourc\#
            e":{"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"rBsMm\#
            I+tGftm+Xrox8sBR5EATsAqBReZhK3f44IuOSNOf/iJza7ug0XOlvf8+s0B5C4/HnA14DptoN9lQPBN/Shxq\#
            Lm2l3f4TnJW0qG2ki6rTx0ucScnw/TBzU40eiLzhZ3L/U8Z1W44scP9qTcArp+upBdHc5MKUvadVdDcaAMsZ\#
            LuuqmQXioUertwAu3g8lbpyyqgcHSXDArppKMJiUptxjDiC91YLFp9Wy3icSRpv1lxfSzuTnuWg+5JfQhj3d\#
            Vuq3zQHqDJ/+jtBXvjn2gTXqjorepG96s/0fju/YaQhsgnN1T2dvOCW9UP9CB7WzwKFe24RBPkU1AE8u0vjS\#
            T9cjlkH2sYzuhxf/FDp9q4Ospn42OWc30LLYgyQ82jRa8Q37raHRqfzbWO7YPXR5msnK5zrxMDn/bOkUqpWN\#
            2A9IKh543Z82NcNOhLkrKyNy8vqjwJLlqNkbtsPvYZ/gwKSz1OnFnBPhERj0hjs9X+dMeJIiMU45Utpa0eC6\#
            Z+ON3NAwZ0O7WKd53x8w6NgcHUTdAWk/UjUXoLtS5bzMvKFh3sjIwOJetY7Vbuo7GZtFsG28ex3b1yyCPdmo\#
            vom","associated_data":"transaction","nonce":"uluk4a9R25RW"}}
            """#,
        key: "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb",
        associatedData: "transaction",
        resourceNonce: "uluk4a9R25RW",
        ciphertext: """
            rBsMmI+tGftm+Xrox8sBR5EATsAqBReZhK3f44IuOSNOf/iJza7ug0XOlvf8+s0B5C4/HnA14DptoN9lQPBN\
            /ShxqLm2l3f4TnJW0qG2ki6rTx0ucScnw/TBzU40eiLzhZ3L/U8Z1W44scP9qTcArp+upBdHc5MKUvadVdDc\
            aAMsZLuuqmQXioUertwAu3g8lbpyyqgcHSXDArppKMJiUptxjDiC91YLFp9Wy3icSRpv1lxfSzuTnuWg+5Jf\
            Qhj3dVuq3zQHqDJ/+jtBXvjn2gTXqjorepG96s/0fju/YaQhsgnN1T2dvOCW9UP9CB7WzwKFe24RBPkU1AE8\
            u0vjST9cjlkH2sYzuhxf/FDp9q4Ospn42OWc30LLYgyQ82jRa8Q37raHRqfzbWO7YPXR5msnK5zrxMDn/bOk\
            UqpWN2A9IKh543Z82NcNOhLkrKyNy8vqjwJLlqNkbtsPvYZ/gwKSz1OnFnBPhERj0hjs9X+dMeJIiMU45Utp\
            a0eC6Z+ON3NAwZ0O7WKd53x8w6NgcHUTdAWk/UjUXoLtS5bzMvKFh3sjIwOJetY7Vbuo7GZtFsG28ex3b1yy\
            CPdmovom
            """,
        text: #"""
            {"mchid":"1900007291","appid":"wxd678efh567hg6787","out_trade_no":"12177525012014070\#
            33233368018","transaction_id":"4200001234202609110000000001","trade_type":"JSAPI","t\#
            rade_state":"SUCCESS","trade_state_desc":"支付成功","bank_type":"OTHERS","attach":"","su\#
            ccess_time":"2019-04-02T20:34:20+08:00","payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWe\#
            S6o"},"amount":{"total":100,"payer_total":100,"currency":"CNY","payer_currency":"CNY\#
            "}}
            """#
    )

    /// A notification, taken apart.
    public struct Notification: Sendable {
        /// `Wechatpay-Timestamp`.
        public let timestamp: String
        /// `Wechatpay-Nonce`.
        public let nonce: String
        /// `Wechatpay-Signature`.
        public let signature: String
        /// As it is posted.
        public let body: String
        /// The APIv3 key.
        public let key: String
        /// Authenticated beside the text.
        public let associatedData: String
        /// Of the encryption.
        public let resourceNonce: String
        /// Base64.
        public let ciphertext: String
        /// What is encrypted.
        public let text: String

        /// What the signature is over.
        public var signed: String { "\(timestamp)\n\(nonce)\n\(body)\n" }
    }
}
