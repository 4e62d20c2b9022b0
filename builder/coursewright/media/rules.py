"""Rules about videos and audio files.

Errors are what cannot be played at all. What a platform asks for is a warning, and a course that
wants to be strict weighs it as an error.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["PROFILE_KEYS", "RULES"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
_NORMALISE = (
    "Run `coursewright media normalise` on the file, which writes a new one that conforms, or "
    "change what `media` in course.yaml asks for, of which `media: {video: {profile: any}}` asks "
    "for nothing."
)
_EXPORT = "Export it again from the program that made it."
_COURSERA = "Specification, Video Specifications"
_ISO = "ISO/IEC 14496-12"


def _rule(
    name: str, severity: Severity, summary: str, why: str, mend: str = _NORMALISE, source: str = ""
) -> Rule:
    return Rule(name, severity, summary, why, mend, source)


EXAMINED = _rule(
    "media-are-examined",
    _WARNING,
    "Videos and audio files are opened and measured.",
    "Nobody knows whether they play, or how loud they are.",
    "Run `pip install coursewright[media]`, then build again.",
)
WHOLE = _rule(
    "media-file-is-whole",
    _ERROR,
    "A media file has all the bytes that it speaks of.",
    "It stops in the middle, or does not play at all.",
    "Copy or export the file again; the end of it is missing.",
    f"{_ISO}, 4.2",
)
BOXES = _rule(
    "media-boxes-are-sound",
    _ERROR,
    "The boxes of an MP4 file are as the standard has them.",
    "Some players open the file, others do not.",
    _EXPORT,
    f"{_ISO}, 4.2 and 4.3",
)
READABLE = _rule(
    "media-file-is-readable",
    _ERROR,
    "A media file can be opened.",
    "Nobody can play it.",
    _EXPORT,
)
HAS_PICTURE = _rule(
    "video-has-picture",
    _ERROR,
    "A video has a picture.",
    "Learners look at nothing.",
    "Name the right file, or make the item an audio file (`.audio.yaml`).",
)
HAS_SOUND = _rule(
    "media-has-sound",
    _WARNING,
    "A video or audio file has sound.",
    "Learners turn their volume up and wait.",
    "Export it with its sound; when nothing is said on purpose, switch the rule off.",
)
DECODES = _rule(
    "media-decode-without-error",
    _ERROR,
    "Every packet of a media file can be decoded.",
    "Players stop, stutter or show blocks there.",
    "Export it again; the file is damaged.",
)
CONTAINER = _rule(
    "video-container-is-allowed",
    _WARNING,
    "A video is in a container that the profile names.",
    "The platform refuses the upload.",
    source=_COURSERA,
)
CODEC = _rule(
    "video-codec-is-allowed",
    _WARNING,
    "The picture has a codec that the profile names.",
    "Browsers show no picture, or the platform refuses the upload.",
    source=_COURSERA,
)
CODEC_PROFILE = _rule(
    "video-codec-profile-is-allowed",
    _WARNING,
    "The picture is coded in a profile that every device decodes.",
    "Phones and older computers show no picture.",
)
SIZE = _rule(
    "video-has-the-right-size",
    _WARNING,
    "The picture is as wide and high as the profile says.",
    "Text in it is blurred, or the platform refuses it.",
    source=_COURSERA,
)
SQUARE = _rule(
    "video-pixels-are-square",
    _WARNING,
    "Pixels of the picture are square.",
    "Platforms that ignore the ratio show it squeezed.",
)
PIXELS = _rule(
    "video-pixel-format-is-allowed",
    _WARNING,
    "The picture has a pixel format that browsers decode.",
    "Safari and most phones show no picture.",
)
PROGRESSIVE = _rule(
    "video-is-progressive",
    _WARNING,
    "The picture is progressive, not interlaced.",
    "Moving edges look like combs.",
)
CONSTANT_RATE = _rule(
    "video-frame-rate-is-constant",
    _WARNING,
    "Every frame stands equally long.",
    "Captions and sound drift away from the picture on platforms that convert it.",
)
INDEX_FIRST = _rule(
    "video-index-comes-first",
    _WARNING,
    "The index of an MP4 file stands before its media (faststart).",
    "The video starts only when all of it was downloaded.",
)
KEYFRAMES = _rule(
    "video-keyframes-are-frequent",
    _WARNING,
    "Keyframes are as close together as the profile says.",
    "Jumping to a place, as transcripts do, takes long or lands elsewhere.",
)
PICTURE_RATE = _rule(
    "video-bitrate-is-bounded",
    _WARNING,
    "The picture needs no more bits than the profile allows.",
    "Learners with slow lines wait.",
)
LENGTH = _rule(
    "media-length-fits-the-plan",
    _WARNING,
    "A video or audio file is about as long as `minutes` says.",
    "Learners plan their time by it; a large difference is often a wrong file.",
    "Mend `minutes`, or name the right file.",
)
LENGTHS_AGREE = _rule(
    "sound-is-as-long-as-picture",
    _WARNING,
    "Sound and picture end together.",
    "One of them stops early; often an export was broken off.",
    "Export the video again.",
)
SOUND_CODEC = _rule(
    "sound-codec-is-allowed",
    _WARNING,
    "The sound has a codec that the profile names.",
    "Browsers play it without sound, or the platform refuses it.",
)
SOUND_FORM = _rule(
    "sound-form-is-allowed",
    _WARNING,
    "Sample rate and channels of the sound are those of the profile.",
    "Platforms convert it, and not always well.",
)
AUDIBLE = _rule(
    "sound-is-audible",
    _WARNING,
    "The sound is not silent from beginning to end.",
    "Learners hear nothing.",
    "Check which microphone or track was recorded, and export it again; when nothing is said on "
    "purpose, switch the rule off.",
)
LOUDNESS = _rule(
    "sound-is-as-loud-as-agreed",
    _WARNING,
    "The integrated loudness is that of the profile.",
    "Learners change the volume from video to video.",
    source="EBU R128",
)
PEAK = _rule(
    "sound-does-not-clip",
    _WARNING,
    "The true peak stays below the profile's limit.",
    "It is distorted when it is converted or played.",
    source="EBU R128; ITU-R BS.1770",
)
SILENCE = _rule(
    "sound-is-not-interrupted",
    _WARNING,
    "No silence is longer than the profile allows.",
    "Learners think that the sound is broken.",
    "Cut the silence out, or say that there will be one and switch the rule off.",
)
CAPTIONED = _rule(
    "speech-is-captioned",
    _WARNING,
    "Where somebody speaks stands a caption.",
    "Who does not hear misses what is said there.",
    "Add captions there; when there is only music, allow it with the rule's severity.",
    "WCAG 2.1, 1.2.2",
)
IN_TIME = _rule(
    "captions-are-in-time",
    _WARNING,
    "Captions stand where they are spoken.",
    "Who reads along loses the thread.",
    "Run `coursewright captions shift` as the message says.",
    "WCAG 2.1, 1.2.2",
)
MATCH = _rule(
    "captions-match-the-sound",
    _WARNING,
    "Captions stand and pause where the sound speaks and pauses.",
    "They may be those of another video.",
    "Name the right file under `captions`.",
    "WCAG 2.1, 1.2.2",
)
INSIDE = _rule(
    "captions-end-with-the-media",
    _ERROR,
    "No caption stands behind the end of its video or audio file.",
    "Nobody ever sees it; often the captions are of another video or cut.",
    "Name the right file, or mend its times.",
)
DESCRIBED = _rule(
    "audio-description-is-decided",
    _WARNING,
    "A video has a version with audio description, or a reason why it needs none.",
    "Who does not see misses what is only shown.",
    "Write `audio_description: {file: …}` or `audio_description: {not_needed: why}`.",
    "WCAG 2.1, 1.2.5",
)
BLACK = _rule(
    "picture-is-not-black",
    _WARNING,
    "The picture is never black for longer than the profile allows.",
    "Learners think that the video has ended.",
    "Cut it out, or show a title.",
)
FROZEN = _rule(
    "picture-is-not-frozen",
    _WARNING,
    "The picture never stands still for longer than the profile allows.",
    "Often the recording hung; if not, a text would serve better.",
    "Record it again, or raise `media.video.frozen_seconds` where slides stand that long.",
)

RULES = (
    EXAMINED,
    WHOLE,
    BOXES,
    READABLE,
    HAS_PICTURE,
    HAS_SOUND,
    DECODES,
    CONTAINER,
    CODEC,
    CODEC_PROFILE,
    SIZE,
    SQUARE,
    PIXELS,
    PROGRESSIVE,
    CONSTANT_RATE,
    INDEX_FIRST,
    KEYFRAMES,
    PICTURE_RATE,
    LENGTH,
    LENGTHS_AGREE,
    SOUND_CODEC,
    SOUND_FORM,
    AUDIBLE,
    LOUDNESS,
    PEAK,
    SILENCE,
    CAPTIONED,
    IN_TIME,
    MATCH,
    INSIDE,
    DESCRIBED,
    BLACK,
    FROZEN,
)

# The keys of `media` in course.yaml that say what is asked for, by the id of the rule.
PROFILE_KEYS: Mapping[str, tuple[str, ...]] = {
    CONTAINER.id: ("video.containers",),
    CODEC.id: ("video.codecs",),
    CODEC_PROFILE.id: ("video.codec_profiles",),
    SIZE.id: ("video.width", "video.height"),
    SQUARE.id: ("video.width",),
    PIXELS.id: ("video.pixel_formats",),
    PROGRESSIVE.id: ("video.progressive",),
    CONSTANT_RATE.id: ("video.constant_rate",),
    INDEX_FIRST.id: ("video.index_first",),
    KEYFRAMES.id: ("video.keyframe_seconds",),
    PICTURE_RATE.id: ("video.picture_kbit",),
    SOUND_CODEC.id: ("sound.codecs",),
    SOUND_FORM.id: ("sound.sample_rates", "sound.channels"),
    LOUDNESS.id: ("sound.loudness",),
    PEAK.id: ("sound.true_peak",),
}
