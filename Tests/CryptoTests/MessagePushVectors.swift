/// The examples of WeChat's page on message push: AES-256-CBC, padded to blocks of 32.
enum MessagePushVectors {
    static let appid = "wxba5fad812f8e6fb9"

    static let received = (
        encrypted: """
        +qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPx\
        LKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMu\
        FUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDr\
        M1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=
        """,
        random: "a8eedb185eb2fecf",
        text: #"""
        {"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","Creat\#
        eTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}
        """#
    )

    static let reply = (
        encrypted: """
        ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmx\
        SQ==
        """,
        random: "707722b803182950",
        text: #"{"demo_resp":"good luck"}"#
    )
}
