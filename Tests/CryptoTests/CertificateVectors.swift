/// Certificates and keys made with the openssl command, as Base64 of DER.
enum CertificateVectors {
    /// With the official merchant key: C=CN, O=微信支付商户系统, CN=1900007291.
    static let merchant = """
        MIIDbTCCAlWgAwIBAgIUCosH55uCaf7D1dPmq47RY6ajgNswDQYJKoZIhvcNAQEL
        BQAwRTELMAkGA1UEBhMCQ04xITAfBgNVBAoMGOW+ruS/oeaUr+S7mOWVhuaIt+ez
        u+e7nzETMBEGA1UEAwwKMTkwMDAwNzI5MTAgFw0yNjExMjEwOTI4NDVaGA8yMDY1
        MDMyMTA5Mjg0NVowRTELMAkGA1UEBhMCQ04xITAfBgNVBAoMGOW+ruS/oeaUr+S7
        mOWVhuaIt+ezu+e7nzETMBEGA1UEAwwKMTkwMDAwNzI5MTCCASIwDQYJKoZIhvcN
        AQEBBQADggEPADCCAQoCggEBAKbaZvqryAwof/cI1NukkAituqIGJAYQ62MZwGsN
        iW2wbKdaA2xypPta9/NTXgVBthxBQLlPha+9ruaLd8inc6BfxWowM0DSp5uevfw9
        7qSqIvJmAWkk9eVIoPI/KqFFtVNteyy9IxB5Upx1d5XGg016g6U0UeAX8/SKjoCY
        BWfP6E3xKJkq46y2Hn/NRMsa+2SDEFxCihCu1eFFyktPv3w7Ihv3F4nYc7fFG0y/
        b6l6sTNviAyJsjvhQHP7ZARueS5s8T7aNTatFm52c0TP8E863dCP/DZXr8bRW6YY
        OHr5R4xTSO/hq6kfO1YhMLgCSfSXuUEI3LeWCXxUVomeQjECAwEAAaNTMFEwHQYD
        VR0OBBYEFDO/Mmb/fR4loR5+r0GTrerXDIN6MB8GA1UdIwQYMBaAFDO/Mmb/fR4l
        oR5+r0GTrerXDIN6MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEB
        AGpVI7p4O2zSgg2J+rWimu9TdcFhVLFwjXf780Y/yoGIIeIgsy37AUtxD2S4lYHp
        8mMQ1ACz9+d1h1YzpF987F5q0HE8nSE+d93PwJ+2/7L/PWl2ln3aTwyZYorVC78x
        CGdy+f7E1c4EElLLMoseiAI/tXAtg801mEa+348gdZ0+EQ0wn0tju6Zos4oRhC68
        SgWHLKec8wmgO47IfqBnWMXo06jj5upMtJ4EUA8geb0Pu7XldDX17Nd+h2pjgaW4
        lZ39D5Y5GwWAvwtFTx5uvKCcQ5SCX0h/gXLcWCJFqDVMJT4q9qpchA7NvxjRs/Sp
        zc6MG+nnoFIA+SQHXAiT9YQ=
        """
    static let notBefore: Int64 = 1795253325
    static let notAfter: Int64 = 3004853325

    /// With a key on a curve, which is no RSA key.
    static let curve = """
        MIIBcDCCARWgAwIBAgIUHOrHey8Cbfei3V6yhONbE6TUz4kwCgYIKoZIzj0EAwIw
        DTELMAkGA1UEAwwCZWMwHhcNMjYxMTIxMDkyODQ1WhcNMjkwODE3MDkyODQ1WjAN
        MQswCQYDVQQDDAJlYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGvwCvp7Pzmk
        JgqAbRA5spbFwtsEz613kGgRWtmFzddqrebKBXH/9au/4TIAgTsPL1gHSCrm5KtX
        yqE9dpcGOk6jUzBRMB0GA1UdDgQWBBS+SKOiYNbCCxAxEZ993ZAHX6j0xTAfBgNV
        HSMEGDAWgBS+SKOiYNbCCxAxEZ993ZAHX6j0xTAPBgNVHRMBAf8EBTADAQH/MAoG
        CCqGSM49BAMCA0kAMEYCIQDeanFMedVIMyWNUbzPdyK/QUCMRXoICtndgp13ltnF
        rwIhAOAN60dRe5cG+ZAo7c5fJeMwHyGdHMJWckzFZXj5Tb/H
        """

    /// RSA, but of 1024 bits.
    static let weakKey = """
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDopsMumS4eoJhiXWc2PWc8a/MD
        pdC9of9knC6la2qgDNv4Q78R1KmeMRSo92V64TeY8fBFY5I7s7Y+BgUs5AK8fmjb
        26XIV4MkIPVvL9xAaEN/eJaUsYtPbPetS0tSB+64HyWCqH5gtGK7anCIjE4DOKs3
        pZUbavkdo7nTsqRo3wIDAQAB
        """
}
