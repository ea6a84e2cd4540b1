/// The example of WeChat's documentation, and two more under its key and iv.
public enum OpenDataVectors {
    /// Whose data it is.
    public static let appid = "wx4f4bc4dec97d474b"
    /// The key of the first three.
    public static let sessionKey = "tiihtNczf5v6AKRyjwEUhQ=="
    /// The initialisation vector of the first three.
    public static let iv = "r7BXXKkLb8qrSNn05n0qiA=="

    /// A profile.
    public static let user = (
        encrypted: """
        CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7f\
        JlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8\
        Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GR\
        HpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UI\
        eorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYT\
        opNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T\
        8yO5hzuyDb/XcxxmK01EpqOyuxINew==
        """,
        text: #"""
        {"openId":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","nickName":"Band","gender":1,"language":"zh\#
        _CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx\#
        .qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdb\#
        vAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0","unionId":"ocMvos6NjeKLIBqg5Mr9QjxrP1FA","watermar\#
        k":{"timestamp":1477314187,"appid":"wx4f4bc4dec97d474b"}}
        """#
    )

    /// A phone number.
    public static let phone = (
        encrypted: """
        xT8p8W6jIVdEWQ+ccHuD2bmG5RSiwg14VWRFw/UGVh6Aj+jDIadafJ4xdCIBQ/uxDiyw/MZWvpFyRn3pP3xx\
        VfNQxFtzghvK+Pj5JQI7x412Zc+UKBdZyt5yiQboroSxabTum1k4MMOlnoCxhJ46cxPDT2EuLbNUf2McwNtG\
        O0/9E+Xj/ZwENw48ucueL3UqNoKpXxFYvqH6eawrR2MXnA==
        """,
        text: #"""
        {"phoneNumber":"13580006666","purePhoneNumber":"13580006666","countryCode":"86","wat\#
        ermark":{"timestamp":1477314187,"appid":"wx4f4bc4dec97d474b"}}
        """#
    )

    /// Two days of steps.
    public static let steps = (
        encrypted: """
        XoLUxF76jN/OsfTGUqF/ZqRn+2PtO66lAMg/g0D3bg1L2/Nds8gTQrH7fGmbTgGtUC2R9lbJh7fLEaO9boeC\
        qru1Em2BD/IbfN6lI/nu55iYlOdvBG/PicU8pMeVU32B3O68Ot2mP0ivKxccJMLOPL06Lt1z+Cd2wKlJ6Whd\
        DjszfUo7lbbI4lxqW0w5dd2MEJdcEjHsflH8uLO8hrRUkw==
        """,
        text: #"""
        {"stepInfoList":[{"timestamp":1445866601,"step":100},{"timestamp":1445876601,"step":\#
        120}],"watermark":{"timestamp":1477314187,"appid":"wx4f4bc4dec97d474b"}}
        """#
    )

    /// A published trap: its last octet is no padding.
    public static let badlyPadded = (
        sessionKey: "7MG7jbTToVVRWRXVA885rg==",
        iv: "TarMFjnzHVxy8pdS93wQbw==",
        encrypted: """
        BY6VOgcWbwGcyrunK0ECWI8rnDsT69DucZ+M78tc1aL9aM/3bEAHFYd4fu7kRjWhD4YfjObw44T9vUqKyHIj\
        bKs6hvtEasZZEIW35x4a91xVgN48ZqZ7MTQqUlP13kDUlkuwYh+/8g8yceu4kNbjowYrhihx+SV7CfjKCveJ\
        7TSepr5Z7aLv1o+rfeelfOwn++WN/YoQsuZ6S3L4fWlWe5DAAUnFUI6cJvxxCohVzbrVXhyH2AqQdSjH2WnM\
        YFeaGFIbcoxMznlk7oEwFn+hBj63dyT/swdYQfEdzuyCBmKXy8d6l1RKVX6Y65coTD8kIlbr+FKsqYrXVUIU\
        BSwehqYuOdhYWZ9Bntl5DWU1oqzAPCnMn2cAIoQpQPKP7IGSxMOvCNAMhVXbE7BvnWuVuGF+AM5tXAa9IVUh\
        cMImGwLQqm4iV5uBd+5OcFObh3A4VJk9iBCBWSkBHa/rV9CVoY0bFv2F9/2Hv82++Ybl274=
        """
    )
}
