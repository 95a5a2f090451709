"""Numbers -> pictures as SVG: lines on two logarithmic axes, in panels side by side.

Nothing is computed but places on the page. Text stays text; a picture stands on white, so that it reads on any page."""

import math
from dataclasses import dataclass
from html import escape

COLOURS = ("#1f5fa8", "#c4501b", "#2d7d46", "#7b3fa0", "#8a6d00")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 2")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 440, 300, 78, 92, 40, 48
NAME_WIDTH, NAME_HEIGHT = 72, 14  # room that the name of a line takes
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass
class Line:
    name: str
    points: list  # (x, y), both above 0
    ended: bool = False  # behind its last point a limit was reached: drawn as an open end


@dataclass
class Panel:
    title: str
    x_name: str
    y_name: str
    lines: list
    seconds: bool = False  # y is a time: ticks say so


def bare(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def power_or_number(value):
    return bare(value) if value < 10000 else f"10{str(round(math.log10(value))).translate(SUPERSCRIPTS)}"


def time_words(value):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):
        if value >= size * 0.999:
            return f"{value / size:,.0f} {unit}"
    return f"{value:g} s"


def ticks_of(low, high):
    """Powers of ten, thinned out where there are many; with their doubles and fivefolds where there are few; whole numbers where it
    is less than a decade."""
    decades = math.log10(high / low)
    if decades < 1.2 and low >= 1 and high <= 12:
        return [float(n) for n in range(math.ceil(low), math.floor(high) + 1)]
    factors = (1, 2, 5) if decades < 2.5 else (1,)
    every = 1 if decades < 7 else 2 if decades < 14 else 5
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found = [factor * 10.0**power for power in powers if power % every == 0 for factor in factors]
    return [tick for tick in found if low * 0.999 <= tick <= high * 1.001]


class Scale:
    """Values -> places along one axis."""

    def __init__(self, values, begin, end, whole_decades):
        self.low, self.high = min(values), max(values)
        if whole_decades:
            self.low = 10.0 ** math.floor(math.log10(self.low) + 1e-9)
            self.high = 10.0 ** math.ceil(math.log10(self.high) - 1e-9)
        if self.high <= self.low:
            self.low, self.high = self.low / 2, self.low * 2
        self.begin, self.end = begin, end

    def at(self, value):
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.begin + (self.end - self.begin) * share


def text(x, y, words, anchor="middle", size=12, colour="#222", weight="normal", turned=False, halo=False):
    outline = ' stroke="#fff" stroke-width="4" paint-order="stroke" stroke-linejoin="round"' if halo else ""
    turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if turned else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
            f'fill="{colour}"{outline}{turn}>{escape(words)}</text>')


def draw_axes(panel, x, y, left):
    parts = []
    for tick in ticks_of(x.low, x.high):
        place = x.at(tick)
        parts.append(f'<path d="M{place:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#e4e4e4"/>')
        parts.append(text(place, HEIGHT - BOTTOM + 16, power_or_number(tick)))
    for tick in ticks_of(y.low, y.high):
        place = y.at(tick)
        parts.append(f'<path d="M{left + LEFT} {place:.1f}H{left + WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        parts.append(text(left + LEFT - 6, place + 4, time_words(tick) if panel.seconds else power_or_number(tick), "end"))
    parts.append(f'<path d="M{left + LEFT} {TOP}V{HEIGHT - BOTTOM}H{left + WIDTH - RIGHT}" fill="none" stroke="#555"/>')
    parts.append(text((2 * left + LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, panel.x_name))
    parts.append(text(left + 14, (TOP + HEIGHT - BOTTOM) / 2, panel.y_name, turned=True))
    parts.append(text(left + LEFT, 22, panel.title, "start", 13, weight="bold"))
    return parts


def draw_line(line, number, x, y):
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    places = [(x.at(a), y.at(b)) for a, b in line.points]
    path = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
    parts = [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>']
    for i, (a, b) in enumerate(places):
        fill = "#fff" if line.ended and i == len(places) - 1 else colour
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>')
    return parts


def draw_names(lines, x, y):
    """Beside the ends of the lines, the highest first, and never one over another."""
    ends = sorted((y.at(line.points[-1][1]), x.at(line.points[-1][0]), n) for n, line in enumerate(lines) if line.points)
    parts, placed = [], []
    for height, across, number in ends:
        for other_height, other_across in placed:  # in descending order on the page
            if abs(across - other_across) < NAME_WIDTH and height < other_height + NAME_HEIGHT:
                height = other_height + NAME_HEIGHT
        placed.append((height, across))
        parts.append(text(across + 9, height + 4, lines[number].name, "start",
                          colour=COLOURS[number % len(COLOURS)], halo=True))
    return parts


def draw_panel(panel, left):
    points = [point for line in panel.lines for point in line.points]
    if not points:
        return [text(left + WIDTH / 2, HEIGHT / 2, "nothing measured")]
    x = Scale([a for a, _ in points], left + LEFT, left + WIDTH - RIGHT, whole_decades=False)
    y = Scale([b for _, b in points], HEIGHT - BOTTOM, TOP, whole_decades=True)
    parts = draw_axes(panel, x, y, left)
    for number, line in enumerate(panel.lines):
        parts += draw_line(line, number, x, y) if line.points else []
    return parts + draw_names(panel.lines, x, y)


def draw(panels, title, remark=""):
    """The text of one SVG. remark: a line below, on how it was measured."""
    width, height = WIDTH * len(panels), HEIGHT + (22 if remark else 0)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
             'font-family="DejaVu Sans, Helvetica, Arial, sans-serif" role="img">',
             f"<title>{escape(title)}</title>", f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for number, panel in enumerate(panels):
        parts += draw_panel(panel, number * WIDTH)
    if remark:
        parts.append(text(14, height - 8, remark, "start", 11, "#555"))
    return "\n".join(parts) + "\n</svg>\n"
