"""Checks that each dependency offers a licence that deny.toml allows.

An SPDX expression holds when one side of each OR and both sides of each AND hold.
"""

import json
import re
import subprocess
import sys
import tomllib


def holds(expression, allowed):
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def either():
        result = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            result = both() or result
        return result

    def both():
        result = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            result = one() and result
        return result

    def one():
        token = tokens.pop(0)
        if token == "(":
            result = either()
            tokens.pop(0)
            return result
        if tokens[:1] == ["WITH"]:
            tokens.pop(0)
            token = f"{token} WITH {tokens.pop(0)}"
        return token in allowed

    return either()


def main():
    with open("deny.toml", "rb") as file:
        licenses = tomllib.load(file)["licenses"]
    allowed = set(licenses["allow"])
    exceptions = {it["crate"]: set(it["allow"]) for it in licenses.get("exceptions", [])}
    metadata = json.loads(
        subprocess.run(
            ["cargo", "metadata", "--format-version", "1", "--locked"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    foreign = [package for package in metadata["packages"] if package["source"]]
    refused = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence given'}"
        for package in foreign
        if not package["license"] or not holds(package["license"], allowed | exceptions.get(package["name"], set()))
    ]
    if refused:
        sys.exit("licences that deny.toml does not allow:\n  " + "\n  ".join(refused))
    print(f"{len(foreign)} dependencies, each with a licence that deny.toml allows")


main()
