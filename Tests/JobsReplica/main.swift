import Basics
import Loops

// `JobsReplica DATABASE NAME`: see ``Replica``.
Replica.start(CommandLine.arguments)
OwnProcess.park()
