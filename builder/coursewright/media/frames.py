"""Every frame decoded: black and frozen stretches, and what cannot be decoded (`--deep`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coursewright.media.facts import Frames, MediaFile, Spans

__all__ = ["watch_frames"]

_BLACK = "d=0.5:pix_th=0.10"
_FROZEN = "n=-60dB:d=1"
_KINDS = ("black_start", "black_end", "freezedetect.freeze_start", "freezedetect.freeze_end")


def watch_frames(file: MediaFile) -> Frames:
    """Return what decoding every frame of the picture tells; a step of the engine."""
    import av

    try:
        with av.open(file.path) as opened:
            if not opened.streams.video:
                return Frames(0)
            return _watch(opened)
    except av.FFmpegError:
        return Frames(0, broken=1)


def _watch(opened: Any) -> Frames:
    stream = opened.streams.video[0]
    stream.thread_type = "AUTO"
    graph, source, sink = _graph(stream)
    marks: dict[str, list[float]] = {name: [] for name in _KINDS}
    count = broken = 0
    end = 0.0
    for frame in _decoded(opened, stream):
        if frame is None:
            broken += 1
            continue
        count += 1
        end = max(end, frame.time or 0.0)
        source.push(frame)
        _note(sink, marks)
    source.push(None)
    _note(sink, marks)
    del graph
    end += float(1 / stream.average_rate) if stream.average_rate else 0.0
    black = _spans(marks["black_start"], marks["black_end"], end)
    # A picture that stands still until the end has no end of its own in the filter's words.
    frozen = _spans(marks["freezedetect.freeze_start"], marks["freezedetect.freeze_end"], end)
    return Frames(count, black, frozen, broken)


def _graph(stream: Any) -> tuple[Any, Any, Any]:
    import av

    graph = av.filter.Graph()
    source = graph.add_buffer(template=stream)
    black, frozen = graph.add("blackdetect", _BLACK), graph.add("freezedetect", _FROZEN)
    sink = graph.add("buffersink")
    source.link_to(black)
    black.link_to(frozen)
    frozen.link_to(sink)
    graph.configure()
    return graph, source, sink


def _decoded(opened: Any, stream: Any) -> Iterator[Any]:
    """Yield decoded frames, and `None` for each packet that cannot be decoded."""
    import av

    packets = opened.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.FFmpegError:
            yield None
            return
        try:
            frames = packet.decode()
        except av.FFmpegError:
            yield None
            continue
        for frame in frames:
            yield None if frame.is_corrupt else frame


def _note(sink: Any, marks: dict[str, list[float]]) -> None:
    import av

    while True:
        try:
            found = sink.pull().metadata
        except (av.BlockingIOError, av.EOFError):
            return
        for name in _KINDS if found else ():
            if (value := found.get(f"lavfi.{name}")) is not None:
                marks[name].append(float(value))


def _spans(starts: list[float], ends: list[float], last: float) -> Spans:
    return tuple(zip(starts, [*ends, *[last] * (len(starts) - len(ends))], strict=False))
