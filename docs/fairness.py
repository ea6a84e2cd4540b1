#!/usr/bin/env python3
"""Recomputes the draw of an ended task from its proof, with nothing but Python's own library.

    curl -s -H 'Accept: application/json' 'https://…/api/treasure/proof?code=…' | python3 fairness.py

Reads the proof from standard input, or from the file that is named. Ends with 0 if all of it is as
docs/fairness.md says, else with 1 and a line for each thing that is not.
"""

import hashlib
import hmac
import json
import sys


def depths(seed, code, prizes, forecast, interval, fluctuation):
    """The depths of the prizes, in order."""
    found = []
    for prize in range(1, prizes + 1):
        if prizes == 1:
            low, n = 1, forecast
        else:
            low, n = prize * interval - fluctuation, 2 * fluctuation + 1
        attempt = 0
        while True:
            message = f"kumquat-treasure-v1|{code}|{prize}|{attempt}".encode()
            r = int.from_bytes(hmac.new(seed, message, hashlib.sha256).digest()[:8], "big")
            if r < 2**64 - 2**64 % n:
                break
            attempt += 1
        found.append(low + r % n)
    return found


def problems(proof):
    """What is wrong with a proof, in words; nothing if all of it is right."""
    if proof.get("status") != 0:
        return [f"no proof: {proof.get('msg')}"]
    if "seed" not in proof:
        return ["the task has not ended yet: there is a commitment only"]
    wrong = []
    seed = bytes.fromhex(proof["seed"])
    if len(seed) != 32:
        wrong.append(f"the seed has {len(seed)} bytes instead of 32")
    if hashlib.sha256(seed).hexdigest() != proof["commitment"]:
        wrong.append("the commitment is not the SHA-256 of the seed")
    prizes, fluctuation = proof["prize_num"], proof["fluctuation"]
    interval, forecast = proof["interval"], proof["forecast_num"]
    if prizes > 1 and not (0 <= 2 * fluctuation < interval):
        wrong.append("twice the fluctuation is not less than the interval")
    expected = depths(seed, proof["code"], prizes, forecast, interval, fluctuation)
    given = [prize["depth"] for prize in proof["prizes"]]
    if given != expected:
        wrong.append(f"the depths are {given}, and should be {expected}")
    if proof["max_depth"] != (forecast if prizes == 1 else prizes * interval + fluctuation):
        wrong.append("the greatest depth is not what the parameters make")
    for prize in proof["prizes"]:
        # Every dig is one deeper: whoever made the hole as deep as a prize has found it.
        if bool(prize["is_found"]) != (prize["depth"] <= proof["now_depth"]):
            wrong.append(f"prize {prize['prize']} is not found exactly when it was reached")
    return wrong


def main():
    source = open(sys.argv[1], "rb") if len(sys.argv) > 1 else sys.stdin.buffer
    with source:
        proof = json.load(source)
    wrong = problems(proof)
    for line in wrong:
        print(f"NOT FAIR: {line}")
    if not wrong:
        found = ", ".join(str(prize["depth"]) for prize in proof["prizes"])
        print(f"fair: task {proof['code']}, depths {found}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
