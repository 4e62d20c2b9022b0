"""Loudness, true peak, silence and speech from one decode of the sound."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coursewright.media.facts import Sound, Spans

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

__all__ = ["measured", "spoken"]

_RATE = 16_000  # the highest that the voice detector takes
_SLICE = 30  # milliseconds, which the voice detector takes
_SLICES_A_FRAME = 10
_OCTETS = _RATE * _SLICE // 1000 * 2
_STRICT = 2  # of 0 to 3; 3 loses soft voices
_FEED = 16  # frames between two drains
_BREATH = 0.2  # seconds; a shorter pause belongs to the speech around it
_UTTERANCE = 0.2  # seconds; shorter ones are noise
_LONGEST_BREATH = 20.0  # nobody speaks so long without a break; a tone or music does
_QUIET = "n=-50dB:d=0.25"
_SILENCE = 1.0  # seconds; shorter ones are pauses between words
_LOUDNESS, _PEAK = "lavfi.r128.I", "lavfi.r128.true_peak"
_NOTHING = -70.0  # LUFS; EBU R128 gates what is below


def measured(opened: InputContainer, sound: Sound) -> Sound:
    """Return the sound with its loudness, peak, silences and speech.

    Frames that cannot be decoded are counted and left out.
    """
    meter = _Meter(opened.streams.audio[0])
    broken = 0
    for count, frame in enumerate(_frames(opened), 1):
        if frame is None:
            broken += 1
            continue
        meter.push(frame)
        if count % _FEED == 0:
            meter.drain()
    meter.push(None)
    meter.drain()
    return replace(meter.result(sound), broken=broken)


def _frames(opened: InputContainer) -> Iterator[Any]:
    """Yield decoded frames, and `None` for each packet that cannot be decoded."""
    import av

    stream = opened.streams.audio[0]
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
            yield from packet.decode()
        except av.FFmpegError:
            yield None


@dataclass(slots=True)
class _Heard:
    """What was heard until now. slices: one byte a slice, 1 for speech."""

    last: Mapping[str, str] = field(default_factory=dict)
    slices: bytearray = field(default_factory=bytearray)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)


class _Meter:
    """A filter graph with two ends: loudness at the full rate, speech and silence at 16 kHz."""

    def __init__(self, stream: AudioStream) -> None:
        import av
        import webrtcvad

        graph = av.filter.Graph()
        self._source = graph.add_abuffer(template=stream)
        fork = graph.add("asplit", "2")
        loud = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
        self._loud = graph.add("abuffersink")
        small = graph.add("aresample", str(_RATE))
        plain = graph.add("aformat", "sample_fmts=s16:channel_layouts=mono")
        cut = graph.add("asetnsamples", f"n={_RATE * _SLICE * _SLICES_A_FRAME // 1000}:p=0")
        quiet = graph.add("silencedetect", _QUIET)
        self._small = graph.add("abuffersink")
        self._source.link_to(fork)
        fork.link_to(loud, 0, 0)
        fork.link_to(small, 1, 0)
        for before, after in ((loud, self._loud), (small, plain), (plain, cut), (cut, quiet)):
            before.link_to(after)
        quiet.link_to(self._small)
        graph.configure()
        self._graph = graph
        self._detector = webrtcvad.Vad(_STRICT)
        self._heard = _Heard()

    def push(self, frame: Any) -> None:
        self._source.push(frame)

    def drain(self) -> None:
        heard = self._heard
        for frame in _pulled(self._loud):
            if _LOUDNESS in (found := frame.metadata):
                heard.last = found
        for frame in _pulled(self._small):
            found = frame.metadata
            if "lavfi.silence_start" in found:
                heard.starts.append(float(found["lavfi.silence_start"]))
            if "lavfi.silence_end" in found:
                heard.ends.append(float(found["lavfi.silence_end"]))
            self._listen(bytes(frame.planes[0])[: frame.samples * 2])

    def _listen(self, data: bytes) -> None:
        speaks = self._detector.is_speech
        for at in range(0, len(data) - _OCTETS + 1, _OCTETS):
            self._heard.slices.append(speaks(data[at : at + _OCTETS], _RATE))

    def result(self, sound: Sound) -> Sound:
        heard = self._heard
        length = len(heard.slices) * _SLICE / 1000
        loudness = float(heard.last.get(_LOUDNESS, _NOTHING))
        peak = _decibels(float(heard.last.get(_PEAK, 0)))
        ends = [*heard.ends, *[sound.length or length] * (len(heard.starts) - len(heard.ends))]
        quiet = tuple((max(0.0, s), e) for s, e in zip(heard.starts, ends, strict=False))
        return replace(
            sound,
            length=sound.length or length,
            loudness=loudness if loudness > _NOTHING else None,
            true_peak=peak,
            silences=tuple(span for span in quiet if span[1] - span[0] >= _SILENCE),
            speech=spoken(_without_pauses(heard.slices, quiet)),
        )


def _pulled(sink: Any) -> Iterator[Any]:
    import av

    while True:
        try:
            yield sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return


def _decibels(value: float) -> float | None:
    """Return a linear peak in decibels, as the filter's metadata has it linear."""
    return 20 * math.log10(value) if value > 0 else None


def _without_pauses(slices: bytearray, quiet: Spans) -> bytearray:
    """Return the slices without pauses, over which the detector hangs on to the last word."""
    kept = bytearray(slices)
    for start, end in quiet:
        first, behind = round(start * 1000 / _SLICE), min(round(end * 1000 / _SLICE), len(kept))
        kept[first:behind] = bytes(max(behind - first, 0))
    return kept


def spoken(slices: bytes | bytearray) -> Spans:
    """Return where somebody speaks. slices: 1 for each 30 ms that sound like speech, else 0.

    A tone and music sound like speech to the detector, but hold no breath.
    """
    runs = [
        (start, end)
        for start, end in _runs(slices)
        if (end - start) * _SLICE / 1000 <= _LONGEST_BREATH
    ]
    joined: list[tuple[float, float]] = []
    for first, behind in runs:
        start, end = first * _SLICE / 1000, behind * _SLICE / 1000
        if joined and start - joined[-1][1] < _BREATH:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple((start, end) for start, end in joined if end - start >= _UTTERANCE)


def _runs(slices: bytes | bytearray) -> Iterator[tuple[int, int]]:
    start = slices.find(1)
    while start >= 0:
        end = slices.find(0, start)
        if end < 0:
            yield start, len(slices)
            return
        yield start, end
        start = slices.find(1, end)
