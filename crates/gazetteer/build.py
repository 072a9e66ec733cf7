#!/usr/bin/env python3
"""Checks the gazetteer's tables and writes what follows from them.

    pip install babel==2.19.0
    npm pack countries-list@3.4.1        # or --countries FILE for an unpacked countries.json
    python3 crates/gazetteer/build.py    # --check changes nothing and fails where it would

In: data/{countries,seats,bodies,outlets}.tsv, plain public facts written by hand for Sayso.
Beside them two packages with free licences, only to check against and for more names:
  - countries-list (npm, MIT): codes, capitals;
  - Unicode CLDR as Babel carries it (BSD code, Unicode-3.0 data): English names of territories.
Out: data/offices.tsv (leaders' offices and governments of each country) and
data/territories.tsv (names of CLDR that the tables lack). Rows that the packages contradict are
printed for a person to decide; nothing is overwritten by hand-made data's contradiction.
"""

import argparse
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

DATA = pathlib.Path(__file__).parent / "data"
COUNTRIES_LIST = "countries-list@3.4.1"

# Heads of state who are no presidents; and where one heads the government beside the head of state.
MONARCHS = {
    "AD": "Co-Prince", "AE": "President", "BE": "King", "BH": "King", "BN": "Sultan", "BT": "King", "DK": "King",
    "ES": "King", "GB": "King", "JO": "King", "JP": "Emperor", "KH": "King", "KW": "Emir", "LI": "Prince",
    "LS": "King", "LU": "Grand Duke", "MA": "King", "MC": "Prince", "MY": "King", "NL": "King", "NO": "King",
    "OM": "Sultan", "QA": "Emir", "SA": "King", "SE": "King", "SZ": "King", "TH": "King", "TO": "King", "VA": "Pope",
}
GOVERNORS_GENERAL = "AG AU BS BZ CA GD JM KN LC NZ PG SB TV VC".split()
CHANCELLORS = {"DE": "Chancellor", "AT": "Chancellor"}
PREMIERS = """
AF AG AL AM AU AZ BA BB BD BE BG BH BN BS BT BY BZ CA CG CD CI CM CN CV CZ DK DJ DM DZ EE EG ES ET FI FJ FR GB GD GE
GN GQ GR GW GY HR HT HU IE IL IN IQ IS IT JM JO JP KG KH KN KP KR KW KZ LA LB LC LK LS LT LU LV LY MA MD ME MG MK ML
MN MR MT MU MY MZ NA NE NL NO NP NZ OM PE PG PK PL PS PT QA RO RS RU RW SA SB SE SG SI SK SN SO SZ TD TG TH TL TN TO
TT TV TW TZ UA UG UZ VC VN VU WS XK YE ZW
""".split()


def rows(name):
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def countries_list(path):
    """By code: name and capital, of the npm package."""
    if path:
        return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", COUNTRIES_LIST], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(pathlib.Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as tar:
            member = next(m for m in tar.getmembers() if m.name.endswith("countries.min.json") or m.name.endswith("countries.json"))
            return json.load(io.TextIOWrapper(tar.extractfile(member), encoding="utf-8"))


def cldr():
    from babel import Locale

    return {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}


def article(country):
    the = ("United ", "Netherlands", "Philippines", "Czech Republic", "Bahamas", "Maldives", "Gambia", "Comoros")
    return f"the {country}" if country.startswith(the) else country


def offices(countries):
    """Kind, name, code, what it is, other names: the form of the other tables."""
    for name, code, _, adjectives, _ in countries:
        adjective = adjectives.split(";")[0]
        titles = []
        if code in MONARCHS:
            titles.append((MONARCHS[code], "head of state"))
        elif code in GOVERNORS_GENERAL:
            titles.append(("Governor-General", "head of state"))
        else:
            titles.append(("President", "head of state"))
        if code in CHANCELLORS:
            titles.append((CHANCELLORS[code], "head of government"))
        elif code in PREMIERS:
            titles.append(("Prime Minister", "head of government"))
        for title, what in titles:
            others = [f"{adjective} {title}"] + ([f"{adjective} Premier"] if title == "Prime Minister" else [])
            yield "office", f"{title} of {article(name)}", code, what, ";".join(dict.fromkeys(others))
        others = [f"{adjective} government", f"{adjective} Government", f"government of {article(name)}"]
        yield "government", f"Government of {article(name)}", code, "government", ";".join(others)


def table(path, head, lines):
    text = "".join(f"# {line}\n" for line in head) + "".join("\t".join(line) + "\n" for line in lines)
    return DATA / path, text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a table is stale")
    parser.add_argument("--countries", help="countries.json of the package, instead of npm")
    parser.add_argument("--offline", action="store_true", help="without the packages: offices only")
    arguments = parser.parse_args()

    countries = list(rows("countries.tsv"))
    codes = {row[1]: row for row in countries}
    trouble = []
    for file in ("seats.tsv", "bodies.tsv", "outlets.tsv"):
        seen = set()
        for row in rows(file):
            if len(row) != 5:
                trouble.append(f"{file}: {row} has not five cells")
            elif row[2] not in codes and row[2] not in ("-", "EU", "UN", "TW", "PS", "HK", "XK"):
                trouble.append(f"{file}: {row[1]} has an unknown country {row[2]}")
            elif (row[1], row[2]) in seen:
                trouble.append(f"{file}: {row[1]} stands twice")
            seen.add((row[1], row[2]))

    out = [
        table(
            "offices.tsv",
            [
                "Leaders' offices and governments: kind, name, country code, what it is, other names.",
                "Source: made by build.py from countries.tsv and its lists of offices. Licence: that of the project.",
            ],
            offices(countries),
        )
    ]
    if not arguments.offline:
        facts, names = countries_list(arguments.countries), cldr()
        for code, row in codes.items():
            fact = facts.get(code)
            if fact and fact.get("capital") and not {fact["capital"], *fact["capital"].split(",")} & set(row[2].split(";")):
                print(f"capital of {row[0]}: {row[2]} here, {fact['capital']} in countries-list", file=sys.stderr)
        known = {name.removeprefix("The ") for row in countries for name in [row[0], *row[4].split(";")]}
        more = []
        empty = ("Antarctic", "Bouvet", "Heard", "Outlying", "Southern", "South Georgia", "Ocean Territory")
        for code, name in sorted(names.items()):
            plain = name.replace(" & ", " and ").removesuffix(" SAR China")
            if " - " in plain or "(" in plain or any(word in plain for word in empty):
                continue
            if code in codes and plain not in known:
                more.append(("country", codes[code][0], code, "", plain))
            elif code not in codes and code in facts and name not in known:
                more.append(("territory", plain, code, facts[code].get("capital") or "", ""))
        out.append(
            table(
                "territories.tsv",
                [
                    "Other English names of countries, and territories: kind, name, country code, capital, other names.",
                    "Source: Unicode CLDR (Unicode-3.0) by Babel, countries-list (MIT); made by build.py.",
                ],
                more,
            )
        )
    stale = [path.name for path, text in out if not path.exists() or path.read_text(encoding="utf-8") != text]
    for line in trouble:
        print(line, file=sys.stderr)
    if not arguments.check:
        for path, text in out:
            path.write_text(text, encoding="utf-8")
    elif stale:
        print("stale: " + ", ".join(stale), file=sys.stderr)
    sys.exit(bool(trouble or arguments.check and stale))


if __name__ == "__main__":
    main()
