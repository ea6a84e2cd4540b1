import Loops

extension Connection {
    /// Writes what is queued, as much as goes; the rest follows when there is room.
    func flush() {
        guard phase == .open || phase == .finishing else { return }
        while !output.isEmpty || transport.owes {
            switch output.write(to: transport) {
            case .octets(let count):
                share.counters.addWritten(count)
                patienceEnds = 0
            case .wouldBlock: return waitForRoom()
            case .ended, .lastOctets, .failed: return close()
            }
        }
        patienceEnds = 0
        setInterest(.write, false)
        if phase == .finishing {
            linger()
        } else if waitsForRoom {
            waitsForRoom = false
            wake()
        }
    }

    func waitForRoom() {
        if patienceEnds == 0 {
            patienceEnds = share.now + share.configuration.writeStallSeconds * 1000
        }
        setInterest(.write, true)
    }
}
