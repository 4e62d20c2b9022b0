"""Pages with one planted fault each, and twins without it: a pair for every rule of ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["PLANTED", "Planted", "write_page"]

_TEXT = (
    "<p>Water boils at a lower temperature on a mountain, because the air above it weighs less. "
    "That is why tea made in a hut never gets as strong as the same tea made in the valley.</p>"
)


@dataclass(frozen=True, slots=True)
class Planted:
    """Two bodies. at: what the selector of the finding ends with. head: put into both heads."""

    faulty: str
    clean: str
    at: str
    head: str = ""
    clean_head: str = ""
    title: str = "Boiling water – Course of tea"
    clean_title: str = "Boiling water – Course of tea"


def write_page(folder: Path, name: str, body: str, head: str = "", title: str = "Tea") -> str:
    """Write a page with a body and return its name."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,">{head}</head><body><main><h1>Boiling water</h1>{body}'
        "</main></body></html>"
    )
    (folder / name).write_text(text, "utf-8")
    return name


_STYLED = "<style>{}</style>"
_WIDE = '<p style="{}">All of this text has to be read without scrolling to the side.</p>'
_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='120' height='90'/%3E"
)
_SLIDE = "@keyframes slide { to { translate: 100px 0 } } #it { animation: slide 2s infinite }"

PLANTED: dict[str, Planted] = {
    "focus-is-never-trapped": Planted(
        '<input id="it" aria-label="Name" onblur="this.focus()"><button>Next</button>',
        '<input id="it" aria-label="Name"><button>Next</button>',
        "#it",
    ),
    "every-control-is-reached-by-keyboard": Planted(
        '<button>One</button><button id="it" onfocus="this.blur()">Two</button>'
        "<button>Three</button>",
        '<button>One</button><button id="it">Two</button><button>Three</button>',
        "#it",
    ),
    "focus-goes-in-order": Planted(
        '<button>One</button><button>Two</button><button id="it" tabindex="3">Three</button>',
        '<button>One</button><button>Two</button><button id="it">Three</button>',
        "#it",
    ),
    "focus-changes-nothing": Planted(
        '<button>One</button><button id="it" onfocus="history.replaceState(0, 0, \'other.html\')">'
        "Two</button><button>Three</button>",
        '<button>One</button><button id="it">Two</button><button>Three</button>',
        "#it",
    ),
    "controls-work-without-a-mouse": Planted(
        '<div id="it" onclick="this.hidden = true">Close</div>',
        '<button id="it" onclick="this.hidden = true">Close</button>',
        "#it",
    ),
    "pointer-can-be-cancelled": Planted(
        '<div id="it" role="button" tabindex="0">Send</div>'
        "<script>it.addEventListener('mousedown', () => it.remove())</script>",
        '<div id="it" role="button" tabindex="0">Send</div>'
        "<script>it.addEventListener('click', () => it.remove())</script>",
        "#it",
    ),
    "focus-is-visible": Planted(
        '<button id="it">Go</button>',
        '<button id="it">Go</button>',
        "#it",
        head=_STYLED.format("#it { outline: none; border: 1px solid #555 }"),
        clean_head=_STYLED.format(
            "#it { outline: none; border: 1px solid #555 } #it:focus { background: #ff0 }"
        ),
    ),
    "controls-have-names": Planted(
        '<button id="it"><svg width="20" height="20"></svg></button>',
        '<button id="it" aria-label="Close"><svg width="20" height="20"></svg></button>',
        "#it",
    ),
    "tables-have-headers": Planted(
        '<table id="it"><tr><td>Hut</td><td>88</td></tr>'
        "<tr><td>Valley</td><td>99</td></tr></table>",
        '<table id="it"><tr><th scope="row">Hut</th><td>88</td></tr>'
        '<tr><th scope="row">Valley</th><td>99</td></tr></table>',
        "#it",
    ),
    "choices-are-grouped": Planted(
        '<p>Which tea?</p><label><input id="it" type="radio" name="t"> Green</label>'
        '<label><input type="radio" name="t"> Black</label>',
        "<fieldset><legend>Which tea?</legend>"
        '<label><input id="it" type="radio" name="t"> Green</label>'
        '<label><input type="radio" name="t"> Black</label></fieldset>',
        "#it",
    ),
    "words-are-not-spread": Planted(
        '<p id="it">W A R N I N G: hot water</p>', '<p id="it">WARNING: hot water</p>', "#it"
    ),
    "headings-are-headings": Planted(
        f'<p id="it"><strong>Why huts have weak tea</strong></p>{_TEXT}',
        f'<h2 id="it">Why huts have weak tea</h2>{_TEXT}',
        "#it",
    ),
    "lists-are-lists": Planted(
        '<p id="it">- a kettle<br>- a cup<br>- some tea</p>',
        '<ul id="it"><li>a kettle</li><li>a cup</li><li>some tea</li></ul>',
        "#it",
    ),
    "alt-text-says-something": Planted(
        f'<img id="it" alt="IMG_2041.png" src="{_PICTURE}">',
        f'<img id="it" alt="Steam over a small kettle" src="{_PICTURE}">',
        "#it",
    ),
    "link-text-says-where": Planted(
        '<p>How tea is grown: <a id="it" href="other.html">click here</a>.</p>',
        '<p><a id="it" href="other.html">How tea is grown</a>.</p>',
        "#it",
    ),
    "instructions-need-no-eyes": Planted(
        '<p id="it">To go on, press the round button below.</p>',
        '<p id="it">To go on, press “Next”.</p>',
        "#it",
    ),
    "videos-have-captions": Planted(
        '<video id="it" controls width="200"></video>',
        '<video id="it" controls width="200"><track kind="captions" src="en.vtt" srclang="en" '
        'label="English"></video>',
        "#it",
    ),
    "nothing-plays-by-itself": Planted(
        '<marquee id="it">Tea is ready</marquee>', '<p id="it">Tea is ready</p>', "#it"
    ),
    "title-says-what-page-it-is": Planted(_TEXT, _TEXT, "title", title="Untitled document"),
    "language-is-that-of-the-text": Planted(
        "<p>Das Wasser kocht auf dem Berg früher, weil die Luft dort leichter ist und das nicht "
        "nur ein wenig, und für den Tee ist das nicht gut, denn er wird mit dem Wasser zu dünn.</p>"
        "<p>Im Tal ist das anders, und der Tee wird so, wie er sein soll und auch sein muss.</p>",
        _TEXT,
        "html",
    ),
    "ids-are-unique": Planted('<p id="it">One</p><p id="it">Two</p>', '<p id="it">One</p>', ""),
    "input-goes-nowhere": Planted(
        '<label>Lesson <select id="it" onchange="location.href = this.value">'
        "<option>1<option>2</select></label>",
        '<label>Lesson <select id="it"><option>1<option>2</select></label>',
        "#it",
    ),
    "fields-tell-their-purpose": Planted(
        '<label for="it">E-mail</label> <input id="it" type="email">',
        '<label for="it">E-mail</label> <input id="it" type="email" autocomplete="email">',
        "#it",
    ),
    "fields-have-visible-labels": Planted(
        '<input id="it" placeholder="Sort of tea">',
        '<label for="it">Sort of tea</label> <input id="it">',
        "#it",
    ),
    "skip-link-works": Planted(
        '<a id="it" href="#nowhere">Skip the menu</a>',
        '<a id="it" href="#there">Skip the menu</a><p id="there">Here.</p>',
        "#it",
    ),
    "reading-order-follows-sight": Planted(
        '<div style="display: flex; flex-direction: column-reverse"><p>Then pour it.</p>'
        '<p id="it">First boil it.</p></div>',
        '<div style="display: flex; flex-direction: column"><p>First boil it.</p>'
        '<p id="it">Then pour it.</p></div>',
        "#it",
    ),
    "text-stands-out": Planted(
        '<label for="it">Sort</label> <input id="it" placeholder="green">',
        '<label for="it">Sort</label> <input id="it" placeholder="green">',
        "#it",
        head=_STYLED.format("#it { background: #fff } #it::placeholder { color: #bbb }"),
        clean_head=_STYLED.format("#it { background: #fff } #it::placeholder { color: #555 }"),
    ),
    "controls-stand-out": Planted(
        '<label for="it">Sort</label> <input id="it">',
        '<label for="it">Sort</label> <input id="it">',
        "#it",
        head=_STYLED.format("body { background: #fff } #it { border: 1px solid #ddd }"),
        clean_head=_STYLED.format("body { background: #fff } #it { border: 1px solid #666 }"),
    ),
    "colour-is-not-all": Planted(
        '<p>Tea made in a hut is weak, as <a id="it" href="why.html">this study shows</a>, and '
        "as everybody knows who has been there.</p>",
        '<p>Tea made in a hut is weak, as <a id="it" href="why.html">this study shows</a>, and '
        "as everybody knows who has been there.</p>",
        "#it",
        head=_STYLED.format("#it { text-decoration: none; color: #a00 }"),
        clean_head=_STYLED.format("#it { color: #a00 }"),
    ),
    "page-fits-320-pixels": Planted(
        _WIDE.format('width: 600px" id="it'), _WIDE.format('max-width: 600px" id="it'), "#it"
    ),
    "page-can-be-zoomed": Planted(
        _WIDE.format('width: 900px" id="it'), _WIDE.format('max-width: 900px" id="it'), "#it"
    ),
    "motion-can-be-reduced": Planted(
        '<p id="it">Steam</p>',
        '<p id="it">Steam</p>',
        "#it",
        head=_STYLED.format(_SLIDE),
        clean_head=_STYLED.format(f"@media (prefers-reduced-motion: no-preference) {{ {_SLIDE} }}"),
    ),
    "forced-colours-keep-controls": Planted(
        '<button id="it" aria-label="Close"></button>',
        '<button id="it">Close</button>',
        "#it",
        head=_STYLED.format("#it { border: 0; width: 30px; height: 30px; background: #06c }"),
        clean_head=_STYLED.format("#it { border: 0; color: #fff; background: #06c }"),
    ),
    "text-can-be-spaced": Planted(
        '<p id="it">Water boils at a lower temperature on mountains</p>',
        '<p id="it">Water boils at a lower temperature on mountains</p>',
        "#it",
        head=_STYLED.format("#it { height: 1.2em; width: 25em; overflow: hidden }"),
        clean_head=_STYLED.format("#it { min-height: 1.2em; width: 25em }"),
    ),
    "text-can-be-twice-as-large": Planted(
        '<p id="it">Water boils at a lower temperature on mountains</p>',
        '<p id="it">Water boils at a lower temperature on mountains</p>',
        "#it",
        head=_STYLED.format("#it { height: 24px; width: 400px; overflow: hidden }"),
        clean_head=_STYLED.format("#it { min-height: 24px; max-width: 400px }"),
    ),
}
