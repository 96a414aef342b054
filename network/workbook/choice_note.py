"""Which image is chosen, said on the sheets that follow the choice."""


def write_choice_note(sheet, row, column, lesson, *, link_below=False):
    """Write the name of the image chosen, and right of it, or below, a link to
    where to choose."""
    choice = lesson.choices[lesson.chosen]
    shows = sheet.say("image: ", "图像：")
    sheet.formula(
        row, column, f'="{shows}"&choice', shows + sheet.say(*choice.name), "bold"
    )
    place = (row + 1, column) if link_below else (row, column + 1)
    sheet.link(*place, "internal:Number!AJ2", sheet.say("choose another", "选别的"))
