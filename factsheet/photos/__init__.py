"""Photos and logos as they are shown on a screen and printed in inks: upright, cropped, opaque, without what they tell
about a camera or a place.

Takes a JPEG, PNG or WebP as untrusted data; returns a JPEG or PNG in sRGB, or dots of ink.
"""

__all__ = ["cutting", "inks", "original", "placed", "screen"]
