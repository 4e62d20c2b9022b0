"""Check modules: their items, prerequisites and requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_modules", "value"]

_MODULES = "course_settings/module_meta.xml"
_WITHOUT_CONTENT = ("ContextModuleSubHeader", "ExternalUrl")
_REQUIREMENTS = frozenset(
    "must_view must_mark_done must_contribute must_submit min_score min_percentage".split()
)
_LAO = "associatedcontent/"
# What a resource of each kind of item begins with; an Assignment may be a graded quiz or topic.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "WikiPage": ("webcontent",),
    "Assignment": (_LAO, "assignment_xml"),
    "Quizzes::Quiz": ("imsqti_", _LAO),
    "DiscussionTopic": ("imsdt_",),
    "Attachment": ("webcontent",),
}


def value(parent: Element, name: str) -> str:
    """Return the text of a child, empty without one."""
    found = parent.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "").strip()


def check_modules(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the modules."""
    root = cartridge.xml(_MODULES)
    if root is None:
        return
    known = {resource.identifier: resource.kind for resource in cartridge.resources}
    earlier: set[str] = set()
    for module in root.iter("{*}module"):
        for needed in module.iter("{*}prerequisite"):
            name = value(needed, "identifierref")
            if name not in earlier:
                message = f"the prerequisite `{name}` stands not before the module"
                yield cartridge.at(rules.PREREQUISITE_EARLIER, _MODULES, message, line_of(needed))
        earlier.add(module.get("identifier", ""))
        yield from _items(cartridge, module, known)


def _items(cartridge: Cartridge, module: Element, known: Mapping[str, str]) -> Iterator[Diagnostic]:
    own: set[str] = set()
    for item in module.iter("{*}item"):
        own.add(item.get("identifier", ""))
        if problem := _item_problem(item, known):
            yield cartridge.at(rules.ITEM_RESOLVES, _MODULES, problem, line_of(item))
    for requirement in module.iter("{*}completionRequirement"):
        name = value(requirement, "identifierref")
        if name not in own or requirement.get("type") not in _REQUIREMENTS:
            message = f"`{requirement.get('type')}` of `{name}` fits no item of the module"
            line = line_of(requirement)
            yield cartridge.at(rules.REQUIREMENT_RESOLVES, _MODULES, message, line)


def _item_problem(item: Element, known: Mapping[str, str]) -> str:
    fields = {local(each): (each.text or "").strip() for each in item.iterchildren("{*}*")}
    kind, name = fields.get("content_type", ""), fields.get("identifierref", "")
    title = fields.get("title", "")
    if kind in ("ExternalUrl", "ContextExternalTool") and not fields.get("url"):
        return f"the {kind} `{title}` has no url"
    if kind in _WITHOUT_CONTENT or (kind == "ContextExternalTool" and not name):
        return ""
    if kind == "ContextExternalTool" and fields.get("url"):
        return ""  # real exports write the id of the item itself here
    if name not in known:
        return f"the {kind} `{title}` refers to `{name}`, which is no resource"
    wanted = _KINDS.get(kind)
    if wanted and not known[name].startswith(wanted):
        return f"the {kind} `{title}` leads to a resource of type `{known[name]}`"
    return ""
