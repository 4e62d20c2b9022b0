"""Videos and audio files: measured once by content, held against a profile, made to conform.

The order is in `examine.py`: facts of the container (`boxes.py`, `samples.py`), of the streams
(`streams.py`), of the sound (`sound.py`) and, on demand, of every frame (`frames.py`); then what
the facts mean (`judge*.py`). PyAV is imported only where a file is really read.
"""
