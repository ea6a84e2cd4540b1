import Basics
import Crypto
import Testing

@Suite struct PKCS7Tests {
    @Test(arguments: [16, 32])
    func everyLength(_ blockSize: Int) throws {
        for count in 0...(3 * blockSize) {
            let data = Bytes(repeating: 0xA5, count: count)
            let padded = PKCS7.pad(data, blockSize: blockSize)
            #expect(padded.count.isMultiple(of: blockSize) && padded.count > count)
            #expect(try PKCS7.strip(padded, blockSize: blockSize) == data)
        }
    }

    /// Every value of the last octet over every number of octets that agree with it.
    @Test func onlyTheRightPaddingPasses() {
        for last in 0...255 {
            for agreeing in 1...16 {
                var block = Bytes(repeating: 0xEE, count: 16 - agreeing)
                block += Bytes(repeating: UInt8(last), count: agreeing)
                let stripped = try? PKCS7.strip(block)
                let isRight = (1...16).contains(last) && agreeing >= last
                #expect((stripped != nil) == isRight, "last octet \(last), \(agreeing) of them")
            }
        }
    }

    @Test(arguments: [[], Bytes(repeating: 1, count: 15), Bytes(repeating: 1, count: 17)])
    func partsOfBlocks(_ data: Bytes) {
        #expect(throws: CryptoError.badPadding) { try PKCS7.strip(data) }
    }
}
