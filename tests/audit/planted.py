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
_WORDS = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='40'%3E"
    "%3Ctext x='4' y='28'%3ETea is ready%3C/text%3E%3C/svg%3E"
)
_WHITE = _STYLED.format("body { background: #fff }")
_DRAWING = (
    '<svg id="it" role="img" aria-label="Two bars" width="90" height="60" fill="{}">'
    '<rect x="10" y="20" width="20" height="40"/><rect x="50" y="5" width="20" height="55"/></svg>'
)
_DRAGGED = "<script>it.addEventListener('dragstart', () => {})</script>"
_KEYS = (
    "<script>document.addEventListener('keydown', (event) => "
    "{{ if ({}) it.textContent = 'Poured' }})</script>"
)
_TICKER = "<script>setInterval(() => { it.textContent += '.' }, 3000)</script>"
_FLASHING = (
    "@keyframes flash {{ 0%, 49% {{ background: #000 }} 50%, 100% {{ background: #fff }} }}"
    " #it {{ width: 400px; height: 300px; animation: flash {} infinite }}"
)
_SWIPED = (
    "<script>let from = 0; const turn = () => { it.firstChild.textContent += 's' };"
    " it.addEventListener('touchstart', (event) => { from = event.touches[0].clientX });"
    " it.addEventListener('touchend', (event) => "
    "{ if (from - event.changedTouches[0].clientX > 50) turn() })</script>"
)
_SHAKEN = (
    "<script>const turn = () => { it.textContent += 's' };"
    " addEventListener('devicemotion', (event) => { if (event.rotationRate.alpha > 90) turn() })"
    "</script>"
)
_HELP = (
    '<label>Tea <input id="it"></label><p id="help" hidden>A sort, such as green.</p>'
    "<script>it.addEventListener('focus', () => {{ help.hidden = false; {} }});"
    " it.addEventListener('blur', () => {{ help.hidden = true }})</script>"
)
_FORM = (
    '<form id="form" novalidate><label for="it">Weight</label> <input id="it">'
    ' <p id="told" role="alert"></p><button>Order</button></form>'
    "<script>form.addEventListener('submit', (event) => "
    "{{ if (!/^[0-9]+$/.test(it.value)) {{ event.preventDefault(); {} }} }})</script>"
)
_SAID = (
    '<button type="button" onclick="it.textContent = \'Three are right.\'">Check</button>'
    '<p id="it"{}></p>'
)
_OPENED = (
    '<button type="button" id="it" aria-expanded="false" aria-controls="box">Sources</button>'
    '<p id="box" hidden>Two books</p><script>it.addEventListener("click", () => '
    "{{ box.hidden = !box.hidden; {} }})</script>"
)
_DIALOG = (
    '<button type="button" id="it">Devices</button><dialog id="dialog" aria-label="Devices">'
    '<button type="button" id="shut">Done</button></dialog><script>'
    "it.addEventListener('click', () => dialog.showModal());"
    " shut.addEventListener('click', () => {{ {} }})</script>"
)

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
    "audio-has-a-transcript": Planted(
        '<audio id="it" controls></audio><p>A grower speaks of his tea.</p>',
        '<audio id="it" controls></audio><p><a href="words.html">Transcript of the talk</a></p>',
        "#it",
    ),
    "names-hold-what-is-seen": Planted(
        '<button id="it" aria-label="Go on">Next page</button>',
        '<button id="it" aria-label="Next page: cups">Next page</button>',
        "#it",
    ),
    "headings-and-labels-say-something": Planted(
        f'<h2 id="it">Heading goes here</h2>{_TEXT}', f'<h2 id="it">On mountains</h2>{_TEXT}', "#it"
    ),
    "pictures-are-not-of-text": Planted(
        f'<img id="it" alt="Tea is ready" src="{_WORDS}">',
        f'<img id="it" alt="A cup" src="{_PICTURE}">',
        "#it",
    ),
    "markup-is-sound": Planted(
        '<p id="it" class="a" class="b">One</p>', '<p id="it" class="a b">One</p>', "#it"
    ),
    "page-turns-both-ways": Planted(
        _TEXT,
        _TEXT,
        "main",
        head=_STYLED.format("@media (orientation: landscape) { main { rotate: 90deg } }"),
        clean_head=_STYLED.format("@media (orientation: landscape) { main { margin: 0 } }"),
    ),
    "drawings-stand-out": Planted(
        _DRAWING.format("#eef"), _DRAWING.format("#225"), "#it", head=_WHITE, clean_head=_WHITE
    ),
    "dragging-has-another-way": Planted(
        f'<ul id="it"><li draggable="true">Boil</li></ul>{_DRAGGED}',
        f'<ul id="it"><li draggable="true">Boil <button>Move up</button></li></ul>{_DRAGGED}',
        "#it",
    ),
    "letters-do-nothing-alone": Planted(
        '<p id="it">Tea</p>' + _KEYS.format("event.key === 'k'"),
        '<p id="it">Tea</p>' + _KEYS.format("event.key === 'k' && event.altKey"),
        "#it",
    ),
    "time-is-not-limited": Planted(
        '<form><label>Tea <input id="it"></label></form>'
        "<script>setTimeout(() => { it.disabled = true }, 60000)</script>",
        '<form><label>Tea <input id="it"></label></form>',
        "#it",
    ),
    "changes-can-be-stopped": Planted(
        f'<p id="it">Tea</p>{_TICKER}', f'<p id="it">Tea</p><button>Pause</button>{_TICKER}', "#it"
    ),
    "nothing-flashes": Planted(
        '<p id="it">Light</p>',
        '<p id="it">Light</p>',
        "#it",
        head=_STYLED.format(_FLASHING.format("0.1s")),
        clean_head=_STYLED.format(_FLASHING.format("4s")),
    ),
    "gestures-have-another-way": Planted(
        f'<div id="it"><p>One</p></div>{_SWIPED}',
        f'<div id="it"><p>One</p></div><button type="button" id="next">Next</button>{_SWIPED}'
        "<script>next.addEventListener('click', turn)</script>",
        "#it",
    ),
    "motion-has-another-way": Planted(
        f'<p id="it">One</p>{_SHAKEN}',
        f'<p id="it">One</p><button type="button" onclick="turn()">Next</button>{_SHAKEN}',
        "#it",
    ),
    "what-opens-stays-open": Planted(
        _HELP.format("setTimeout(() => { help.hidden = true }, 2000)"), _HELP.format(""), "#it"
    ),
    "errors-are-told": Planted(
        _FORM.format("it.style.outlineColor = 'red'"),
        _FORM.format("told.textContent = 'Weight is empty; write a number.'"),
        "#it",
    ),
    "errors-say-how-to-mend": Planted(
        _FORM.format("told.textContent = 'Weight is invalid.'"),
        _FORM.format("told.textContent = 'Weight must be a number.'"),
        "#told",
    ),
    "messages-are-announced": Planted(_SAID.format(""), _SAID.format(' role="status"'), "#it"),
    "states-are-told": Planted(
        _OPENED.format(""), _OPENED.format("it.ariaExpanded = String(!box.hidden)"), "#it"
    ),
    "focus-comes-back-from-dialogs": Planted(
        _DIALOG.format("dialog.close(); document.activeElement.blur()"),
        _DIALOG.format("dialog.close()"),
        "#it",
    ),
}
