"""Every word of the vocabulary that is drawn has a look of its own, which can be read without its colour."""

from __future__ import annotations

from crosswalk.explorer.ui.looks import LOOKS, MARKS, SEEN
from crosswalk.vocabulary import Seen, Stage, Status


def test_every_status_has_a_look():
    assert list(LOOKS) == list(Status)
    for part in ("shape", "path", "fill"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(Status)
    for look in LOOKS.values():
        light, dark = sorted((_luminance(look.fill), _luminance(look.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_stage_has_a_mark():
    assert list(MARKS) == list(Stage)
    assert len(set(MARKS.values())) == len({shape for _, shape in MARKS.values()}) == len(Stage)


def test_every_way_of_seeing_has_its_words():
    assert list(SEEN) == list(Seen)
    assert len(set(SEEN.values())) == len(Seen)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
