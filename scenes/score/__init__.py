"""A film as data, to be drawn where it is watched.

A frame of a film is a function of its trace and of time. A score holds what
is drawn at 60 moments a second as marks (scenes.stage.marks), each once,
without any pixels. It comes in pieces, one for each step and language, so
that a page shows what is there while the rest is still on its way. Files are
named by their content: whatever a cache kept, a name never means two things.

    mark_table    marks as numbers, texts and lists
    moments       what stands when: a piece
    themes        what each colour is on other grounds
    beside        what a page lays out itself, and what is written there
    extent        how much of a frame marks take
    letters       the fonts, cut to the letters that are used
    svg, pdf      a moment as a vector picture
    packed        files of a score, and what is true of every score

A piece of a step is JSON:

    format    1
    first     the frame that it begins with, of 60 a second
    frames    how many it has
    colors    [[dark, light, contrast, print], ...], each "#RRGGBB"
    types     [[family, size, weight], ...], families "words" and "code"
    grids     names of the grids that it shows
    marks     [mark, ...], as below
    looks     [[mark, ...], ...]: what a part looks like, by numbers of marks
    moments   [[frame, [look, ...]], ...]: what stands from a frame of the
              step on, in the order in which it is painted
    beside    numbers of the looks that are no part of the stage: the words,
              the source, the map and the timeline, which a page lays out itself
    maps      of these, the looks of the small map of where we are
    unseen    of these, the looks that are in no frame: an upright one has no
              room for the map
    map       [left, top, right, bottom] of that map, None: there is none
    stage     [left, top, right, bottom] around all other looks, None: nothing
    told      [[frame, title, lead, live], ...]: the words from a frame of the
              step on; `live` says what happens just then, in lines
    lit       [[frame, statement, mark, shapes, note], ...]: of the source from
              a frame of the step on: [first, last] line that runs and [line,
              column, end line, end column] of what is computed, or None; the
              shapes that it has; what the letters in the source stand for
    line      how many marks, or looks, stand in a line

Pieces that were made before have none of the last eight. In the file of a piece
the marks come second to last and the looks last, and lines end after the `[` of
each, after `line` of them and before the `]`: so a page needs not take all of them
apart at once, in which a film that plays would stand still. Those that are needed
together stand together, as both are numbered as they come. All lengths are
hundredths of design pixels, of a frame 1920 x 1080, or 1080 x 1920 of a film
laid out upright; opacities are thousandths;
`color` and `type` are numbers in the tables above, a colour that is not there
is -1.

    [0, left, top, width, height, radius, fill, stroke, line, opacity, dashes]
    [1, points, closed, fill, stroke, line, opacity, dashes]   x, y, x, y, ...
    [2, x, y, radius, fill, opacity]
    [3, text, left, baseline, width, type, color, opacity]
    [4, grid, corners, shown, hollow, room]   corners as six lengths: upper
        left, upper right, lower left; eight with the lower right of a sheet in
        perspective, whose left and right side stand upright; shown -1: all, a
        number: so many cells from the first on, a list: so many of each row;
        room [width, height], [] where each cell is shown however small
    [5, opacity, left, top, width, height, marks]   a group inside a box
    [6, left, top, width, height, x, y, look]   a picture that was drawn at x,
        y, and is copied to whole pixels
    [7, grid, lens, rise, color]   cells in space: lens has twelve numbers, three
        rows of four that make x * w, y * w and w of (u, v, h, 1): u, v in 0..1
        across and down the grid, h the height, at the ends of the ramp `rise`
        and, of the diverging one, -rise; walls have half their cell's colour
        and half of `color`; scenes.stage.relief says in which order

A piece of grids is JSON:

    format    1
    grids     name -> [rows, columns, ramp, levels]: the ramp is 0, diverging,
              or 1, grey; levels are the bytes, in base64, of numbers of 16
              bits, the low byte first: 0 to 2048 along the ramp, then no
              number, plus infinity, minus infinity, hidden by a mask
"""
