"""Where the package goes in Canvas, and what to click."""

from __future__ import annotations

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import UploadGuide, UploadStep

__all__ = ["guide"]


def guide(publication: Publication) -> UploadGuide:
    """Return the page "upload this"."""
    file = f"{publication.info.id}.imscc"
    steps = [
        UploadStep(file, "Course > Settings > Import Course Content", "Choose this package."),
        UploadStep("", "Content Type", "Choose “Canvas Course Export Package”."),
        UploadStep("", "Content", "Choose “All content”, then Import, and wait for Completed."),
        UploadStep("", "Import > Issues", "Read the import's issues; there should be none."),
        UploadStep("", "Modules", "Open Student View and walk through the first module."),
    ]
    labs = bool(publication.info.targets.get("canvas", {}).get("lab_url"))
    tools = (items.Tool, items.Lab) if labs else items.Tool
    if any(isinstance(item, tools) for item in publication.items()):
        text = "Ask an administrator to install the LTI 1.3 tools; links find them by address."
        steps.append(UploadStep("", "Admin > Developer Keys", text))
    if any(isinstance(item, items.Video) for item in publication.items()):
        text = "Check that captions appear; without a media server the transcript stands below."
        steps.append(UploadStep("", "A page with a video", text))
    introduction = "Importing again updates what is there: every part keeps its identifier."
    return UploadGuide("Upload this to Canvas", introduction, tuple(steps))
