import Loops

extension Connection {
    /// Writes what is queued, as much as goes; the rest follows when there is room.
    func flush() {
        guard phase == .open || phase == .finishing else { return }
        while !output.isEmpty {
            switch output.write(to: transport) {
            case .octets(let count):
                share.counters.addWritten(count)
                patienceEnds = 0
            case .wouldBlock: return waitForRoom()
            case .ended, .failed: return close()
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

    private func waitForRoom() {
        if patienceEnds == 0 {
            patienceEnds = share.now + share.configuration.writeStallSeconds * 1000
        }
        setInterest(.write, true)
    }
}
