"""Wording that tells things by their colour alone."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["by_colour"]

# Black, white and gold are left out: black boxes and white space have no colour.
_COLOURS = {
    "en": "red|green|blue|yellow|orange|purple|violet|pink|brown|gr[ae]y|cyan|magenta|turquoise",
    "de": "(?:rot|grün|blau|gelb|orange|violett|lila|rosa|braun|grau|türkis)(?:e[nrsm]?)?",
    "fr": "rouges?|vert(?:e?s?)|bleu(?:e?s?)|jaunes?|oranges?|violet(?:te)?s?|roses?|gris(?:es?)?",
    "es": "roj[oa]s?|verdes?|azul(?:es)?|amarill[oa]s?|naranjas?|morad[oa]s?|rosas?|gris(?:es)?",
}
# One of these stands in every text that names a colour, and is quickly looked for.
_SIGNS = {
    "en": "red|green|blue|yellow|orange|purple|violet|pink|brown|gray|grey|cyan|magenta|turquoise",
    "de": "rot|grün|blau|gelb|orange|violett|lila|rosa|braun|grau|türkis",
    "fr": "rouge|vert|bleu|jaune|orange|violet|rose|gris",
    "es": "roj|verde|azul|amarill|naranja|morad|rosa|gris",
}
_THINGS = {
    "en": "ones?|buttons?|links?|texts?|words?|lines?|box(?:es)?|bars?|arrows?|fields?|cells?|rows?"
    "|columns?|parts?|areas?|items?|entries|entry|circles?|squares?|dots?|points?|curves?|icons?"
    "|labels?|sections?",
    "de": "Knopf|Knöpfe|Schaltfläche[n]?|Link[s]?|Text(?:e)?|Wörter|Linien?|Kasten|Kästen|Balken"
    "|Pfeile?|Felder|Feld|Zellen?|Zeilen?|Spalten?|Teile?|Bereiche?|Punkte?|Kurven?|Kreise?",
    "fr": "boutons?|liens?|textes?|mots?|lignes?|cases?|barres?|flèches?|champs?|cellules?|points?"
    "|courbes?|cercles?|zones?|parties?",
    "es": "botón|botones|enlaces?|textos?|palabras?|líneas?|cuadros?|barras?|flechas?|campos?"
    "|celdas?|puntos?|curvas?|círculos?|zonas?|partes?",
}
_IN = {
    "en": r"(?:marked|shown|highlighted|drawn|printed|written|displayed|coloured|colored|appears?"
    r"|(?:is|are)) (?:in )?(?:bright |dark |light )?(?:COLOURS)(?=[ ,;]*(?:[.;,!?]|and |$))",
    "de": r"(?:in|mit) (?:COLOURS) (?:markiert|gezeigt|hervorgehoben|gezeichnet|geschrieben)"
    r"|(?:COLOURS) (?:markiert|hervorgehoben|gekennzeichnet|unterlegt)",
    "fr": r"(?:marqué|affiché|surligné|dessiné|écrit|imprimé)e?s? en (?:COLOURS)",
    "es": r"(?:marcad|mostrad|resaltad|dibujad|escrit)[oa]s? en (?:COLOURS)",
}
_SHAPE = {
    "en": r"\b(?:the|these|those|all|any|each|every) (?:COLOURS) (?:THINGS)\b",
    "de": r"\b(?:der|die|das|den|dem|alle|diese[rnms]?|jede[rnms]?) (?:COLOURS) (?:THINGS)\b",
    "fr": r"\b(?:les?|la|ces?|cette|tous les|toutes les) (?:THINGS) (?:COLOURS)\b",
    "es": r"\b(?:el|la|los|las|est[eao]s?|todos los|todas las) (?:THINGS) (?:COLOURS)\b",
}
# Another sign beside the colour: a name, a letter, a place.
_ALSO = re.compile(
    r"\s*(?:[\"“„«'‘`(]|(?:labell?ed|called|named|marked|with|at the|on the|in the|below|above"
    r"|that says|namens|mit|links|rechts|oben|unten|appelée?|nommée?|à gauche|à droite"
    r"|llamad[oa]|con)\b)",
    re.IGNORECASE,
)


def by_colour(text: str, language: str) -> str:
    """Return the first words that point at something by its colour alone, empty for none.

    language: BCP 47; only English, German, French and Spanish are known.
    """
    name = language.partition("-")[0].lower()
    lowered = f" {text.lower()}"
    if not any(sign in lowered for sign in _signs(name)) or not _named(name).search(lowered):
        return ""
    for match in _pattern(name).finditer(text):
        if not _ALSO.match(text, match.end()):
            return match[0]
    return ""


@cache
def _signs(language: str) -> tuple[str, ...]:
    return tuple(f" {sign}" for sign in _SIGNS.get(language, "").split("|") if sign)


@cache
def _named(language: str) -> re.Pattern[str]:
    # A pattern that begins with one known sign is looked for quickly.
    return re.compile(rf" (?:{_COLOURS[language]})\b")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    both = f"{_SHAPE[language]}|\\b(?:{_IN[language]})\\b"
    both = both.replace("COLOURS", _COLOURS[language]).replace("THINGS", _THINGS[language])
    return re.compile(both, re.IGNORECASE)
