"""The sheet Start: what is in the workbook, and where to begin."""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.film_links import SITE

SHEETS = (
    ("Number", "The image, the hidden and the output neurons. Change a "
               "pixel."),
    ("Neurons", "Some neurons with their weights, as a picture."),
    ("Draw", "Draw a digit of your own and see it read."),
    ("Learn", "Backpropagation, step by step. Change the learning rate."),
    ("Adjustments", "Its large step: the adjustment of each hidden weight."),
    ("Learned", "All weights and biases after that step."),
    ("Check", "Exercises: your value, and CORRECT or not yet."),
    ("Parameters", "All weights and biases as they were trained."),
    ("Centring", "How a drawing is brought to the form of MNIST."),
    ("Examples", "The drawings that Draw offers."),
    ("Wires", "The lines of the picture on Neurons."),
)


def write_start(book, lesson, site):
    """Write the sheet; it comes first, and is shown when the file opens."""
    sheet = book.sheet("Start", tab="#5B6673")
    sheet.page.set_column_pixels(0, 0, 150)
    sheet.page.set_column_pixels(1, 1, 640)
    sheet.text(0, 0, "A neural network, every number live", "title")
    sheet.text(1, 0, f"{SIDE * SIDE} pixels, {lesson.hidden} hidden neurons, "
                     f"{DIGITS} digits. All is computed by formulas that you "
                     f"can read and change; there are no macros.", "quiet")
    facts = (("image", lesson.source or "an image"),
             ("weights", lesson.weights),
             ("label", str(lesson.label)),
             ("films", site if site != SITE else
              f"in the folder {site} beside this workbook"))
    for row, (name, value) in enumerate(facts, start=3):
        sheet.text(row, 0, name, "quiet")
        sheet.text(row, 1, value)
    row = 5 + len(facts)
    sheet.text(row - 1, 0, "sheet", "head")
    sheet.text(row - 1, 1, "what it shows", "head")
    for name, text in SHEETS:
        sheet.link(row, 0, f"internal:{name}!A1", name)
        sheet.text(row, 1, text)
        row += 1
    row += 1
    sheet.text(row, 0, "a yellow cell", "input")
    sheet.text(row, 1, "is one to change: whatever follows from it changes "
                       "at once. All others may be changed too.")
    for offset, (value, text) in enumerate((
            (-1, "Blue: below zero."), (1, "Orange: above zero.")), start=1):
        sheet.text(row + offset, 1, text)
        sheet.text(row + offset, 0, "", "text",
                   bg_color="#58B0FF" if value < 0 else "#FF9D3B")
    sheet.text(row + 3, 0, "blue words", "link")
    sheet.text(row + 3, 1, "lead to a sheet, or to the step of the film that "
                           "shows the same.")
    sheet.text(row + 4, 0, "number, weight_1_1")
    sheet.text(row + 4, 1, "and their like are names of ranges. The Name "
                           "Manager (Excel, Formulas) lists them; in "
                           "LibreOffice")
    sheet.text(row + 5, 1, "Sheet, Named Ranges, Manage; in Google Sheets "
                           "Data, Named ranges.")
    sheet.page.activate()
    sheet.page.set_first_sheet()
