"""Texts of images and links: whether they say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.accessible import rules
from coursewright_packaging.diagnostic import Rule

__all__ = ["LONGEST_ALT", "alt_faults", "is_missing", "link_fault"]

LONGEST_ALT = 150  # characters
_MISSING = "no description has been provided for this image"  # nbconvert
_FILE = re.compile(r"[^\s/]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|heic|pdf)", re.IGNORECASE)
_KINDS = (
    "image img picture pic photo photograph graphic figure fig diagram chart screenshot icon logo "
    "illustration drawing bild abbildung abb foto grafik diagramm symbol figura imagen gráfico "
    "imagem immagine photographie graphique schéma capture afbeelding figuur"
)
_KIND = re.compile(
    rf"(?:(?:an?|the|das|ein|une?|la|el|una?)\s+)?(?:{'|'.join(_KINDS.split())})\.?[\s_#-]*[\d.]*",
    re.IGNORECASE,
)
_CAMERA = re.compile(r"(?:img|dsc|dscn|dscf|pxl|scan|untitled|unbenannt)[\s_-]*[\d_-]+", re.I)
_PLACEHOLDERS = frozenset(
    "alt; alt text; alternative text; alternativtext; text; todo; tbd; fixme; xxx; placeholder; "
    "description; beschreibung; caption; insert alt text here; what it shows; spacer; blank; "
    "none; null; n/a; untitled; unnamed; lorem ipsum; image description; texte alternatif; "
    "texto alternativo".split("; ")
)
_VAGUE = frozenset(
    "here; click; click here; click this; click on this; click me; this; this link; this page; "
    "this site; this website; link; more; more info; more information; read more; learn more; "
    "see more; find out more; details; go; start; continue; page; website; download; see here; "
    "hier; hier klicken; klicken sie hier; klick hier; mehr; weiterlesen; mehr erfahren; weiter; "
    "dieser link; ici; cliquez ici; cliquer ici; plus; en savoir plus; lire la suite; ce lien; "
    "aquí; haga clic aquí; haz clic aquí; más; leer más; más información; este enlace; "
    "qui; clicca qui; leggi tutto; clique aqui; aqui; saiba mais; klik hier; lees meer; "
    "هنا; اضغط هنا; انقر هنا; المزيد".split("; ")
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def is_missing(alt: str) -> bool:
    """Return whether an image has no text; what nbconvert puts in its place is none."""
    return not alt.strip() or _plain(alt) == _MISSING


def alt_faults(alt: str) -> Iterator[tuple[Rule, str]]:
    """Yield what is wrong with the text of an image that has one."""
    text = _plain(alt)
    if _FILE.fullmatch(text) or _CAMERA.fullmatch(text):
        yield rules.ALT_SAYS_SOMETHING, f'the text of the image, "{alt.strip()}", is a file name'
    elif text in _PLACEHOLDERS or _KIND.fullmatch(text):
        yield rules.ALT_SAYS_SOMETHING, f'the text of the image, "{alt.strip()}", is a placeholder'
    if len(alt) > LONGEST_ALT:
        message = f"the text of the image has {len(alt)} characters; allowed are {LONGEST_ALT}"
        yield rules.ALT_IS_SHORT, message


def link_fault(text: str) -> tuple[Rule, str] | None:
    """Return what is wrong with the text of a link that has one."""
    plain = _plain(text)
    if plain in _VAGUE:
        return rules.LINK_TELLS_WHERE, f'"{text.strip()}" does not tell where the link leads'
    if _ADDRESS.fullmatch(plain):
        return (
            rules.LINK_IS_NO_ADDRESS,
            f'the text of the link is an address, "{text.strip()[:50]}"',
        )
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .!:»«>›→…").casefold()
